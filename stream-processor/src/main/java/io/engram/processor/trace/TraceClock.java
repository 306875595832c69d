package io.engram.processor.trace;

import java.time.Duration;
import java.time.Instant;

/** Tells when that was which {@link System#nanoTime} measured; reads the clock just once. */
record TraceClock(Instant start, long startNanos) {
  static TraceClock begin() {
    return new TraceClock(Instant.now(), System.nanoTime());
  }

  Instant at(long nanos) {
    return start.plus(Duration.ofNanos(nanos - startNanos));
  }
}
