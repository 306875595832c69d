package io.engram.processor.reference;

import io.engram.processor.reference.Answer.Refused;
import io.engram.schemas.FailureReason;

/** What references of any kind may fail for. */
final class Refusals {
  private Refusals() {}

  static Refused tooManyBytes(String shown, int maxBytes) {
    return new Refused(
        FailureReason.TOO_MANY_BYTES,
        "%s has more than the %,d bytes allowed".formatted(shown, maxBytes),
        "submit a smaller image, or raise decode.max-bytes");
  }

  static Refused unreadable(String shown, String why, String remedy) {
    return new Refused(
        FailureReason.REFERENCE_UNREADABLE, "%s cannot be read: %s".formatted(shown, why), remedy);
  }

  static Refused malformed(String shown, String why, String remedy) {
    return new Refused(FailureReason.INVALID_EVENT, "'%s' %s".formatted(shown, why), remedy);
  }
}
