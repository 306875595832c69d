package io.engram.processor.reference;

import java.net.URI;
import java.util.Optional;

/** Decides where a redirect leads; whether that is allowed is asked there. */
final class Redirects {
  private static final int MAX = 5;

  private Redirects() {}

  /**
   * The address to go on to.
   *
   * @param location as the reply has it, relative or absolute
   */
  static Optional<URI> target(URI from, Optional<String> location) {
    try {
      return location.map(to -> URI.create(from.resolve(to).toASCIIString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * What is wrong with going on; empty if nothing is.
   *
   * @param followed redirects so far
   */
  static Optional<String> objection(URI from, Optional<URI> to, int followed) {
    if (to.isEmpty()) {
      return Optional.of("it redirects without an address to go on to");
    }
    if (followed == MAX) {
      return Optional.of("it redirects more than %d times".formatted(MAX));
    }
    return isSecure(from) && !isSecure(to.get())
        ? Optional.of("it redirects from https to " + to.get().getScheme())
        : Optional.empty();
  }

  private static boolean isSecure(URI uri) {
    return Origin.of(uri).filter(origin -> origin.scheme().equals("https")).isPresent();
  }
}
