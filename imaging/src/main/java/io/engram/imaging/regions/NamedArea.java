package io.engram.imaging.regions;

import java.util.Objects;

/**
 * A part of the image that somebody wants a score for: a logo, a headline, a call to action.
 *
 * @param name not blank
 */
public record NamedArea(String name, Bounds bounds) {
  public NamedArea {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a named area needs a name");
    }
    Objects.requireNonNull(bounds, "bounds");
  }
}
