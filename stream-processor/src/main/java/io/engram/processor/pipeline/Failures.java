package io.engram.processor.pipeline;

import io.engram.schemas.ScoringFailure;
import java.nio.ByteBuffer;
import java.time.Clock;

/** Writes why images have no score as events. */
final class Failures {
  private static final int MAX_DETAIL_CHARACTERS = 4096;

  private final Clock clock;

  Failures(Clock clock) {
    this.clock = clock;
  }

  /**
   * Bounded in size, whatever the event holds.
   *
   * @param imageId from the event, cut where it breaks its limit; null where it could not be read
   */
  Outcome.Rejected rejected(ImageRecord source, String imageId, RejectedImageException why) {
    return new Outcome.Rejected(
        ScoringFailure.newBuilder()
            .setSourceTopic(source.partition().topic())
            .setSourcePartition(source.partition().partition())
            .setSourceOffset(source.offset())
            .setOriginalKey(boundedKey(source.key()))
            .setImageId(bounded(imageId, EventLimits.MAX_NAME_CHARACTERS))
            .setReason(why.reason())
            .setDetail(bounded(why.getMessage(), MAX_DETAIL_CHARACTERS))
            .setRemedy(why.remedy())
            .setFailedAt(clock.instant())
            .build());
  }

  private static String bounded(String text, int max) {
    return text == null || text.length() <= max ? text : text.substring(0, max) + "...";
  }

  private static ByteBuffer boundedKey(byte[] key) {
    return key == null || key.length > Outcome.MAX_KEY_BYTES ? null : ByteBuffer.wrap(key);
  }
}
