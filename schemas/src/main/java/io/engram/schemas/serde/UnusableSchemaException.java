package io.engram.schemas.serde;

/** A schema of the registry's that no event can be read with; the message is its predicate. */
final class UnusableSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableSchemaException(String what) {
    super(what);
  }
}
