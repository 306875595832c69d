package io.engram.processor.reference;

import java.time.Duration;

/**
 * How much a reference may cost.
 *
 * @param inFlight images at a time that are fetched, or fetched and not decoded yet: bounds the
 *     memory that they take
 * @param perHost how many of one host are fetched at a time; also the most connections to it
 * @param attempts in all, before a reference fails
 * @param connectTimeout of one connection
 * @param timeout of one attempt, from its first byte to the last, redirects included
 */
public record FetchLimits(
    int inFlight, int perHost, int attempts, Duration connectTimeout, Duration timeout) {
  public FetchLimits {
    if (inFlight < 1 || perHost < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "references.in-flight, references.per-host and references.attempts must be >= 1, were %d, %d and %d"
              .formatted(inFlight, perHost, attempts));
    }
  }

  /**
   * Bridges about ten seconds in which a server is busy or gone. A quarter of the images is one
   * host's at most, so that even three slow ones leave room for the others.
   */
  public static FetchLimits defaults() {
    return new FetchLimits(32, 8, 5, Duration.ofSeconds(3), Duration.ofSeconds(10));
  }
}
