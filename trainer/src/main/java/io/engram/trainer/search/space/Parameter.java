package io.engram.trainer.search.space;

import java.util.Objects;

/**
 * Something that a search varies.
 *
 * @param name for people; of a parameter of one setting, its path
 */
public record Parameter(String name, Domain domain) {

  public Parameter {
    Objects.requireNonNull(domain);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a parameter needs a name");
    }
  }
}
