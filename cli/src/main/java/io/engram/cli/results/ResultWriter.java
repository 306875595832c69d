package io.engram.cli.results;

/** Prints results in some form as they come. */
public interface ResultWriter extends ResultListener {

  /** An image that was never scored, whoever found that out. */
  void failed(Failure failure);

  @Override
  default void failed(io.engram.schemas.ScoringFailure failure) {
    failed(Failure.of(failure));
  }

  /** Prints what can only be said once everything has come. */
  default void finish() {}
}
