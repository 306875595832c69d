package io.engram.processor.reference;

import io.engram.schemas.FailureReason;
import java.time.Duration;
import java.util.Optional;

/** What an attempt to fetch an image gave. */
public sealed interface Answer {

  /** Nothing that another attempt would change. */
  sealed interface Final extends Answer {}

  /** The bytes, which belong to the caller. */
  record Fetched(byte[] bytes) implements Final {}

  /**
   * There will be no bytes.
   *
   * @param detail names the reference and what is wrong with it
   * @param remedy what to do about it
   */
  record Refused(FailureReason reason, String detail, String remedy) implements Final {}

  /**
   * No bytes this time, for no fault of the reference.
   *
   * @param why completes "cannot be read: "
   * @param pause how long the other side asks to be left alone
   */
  record Later(String why, Optional<Duration> pause) implements Answer {
    Later(String why) {
      this(why, Optional.empty());
    }
  }
}
