package io.engram.processor.pipeline;

import io.engram.processor.content.ScoredContent;
import io.engram.processor.content.ScoringTimes;

/**
 * The score of an image's content.
 *
 * @param cached whether it was scored for another image, with equal bytes
 */
record ContentScore(ScoredContent content, boolean cached) {
  static ContentScore fresh(ScoredContent content) {
    return new ContentScore(content, false);
  }

  static ContentScore cached(ScoredContent content) {
    return new ContentScore(content, true);
  }

  /** Where this image's time went: nowhere, if it shares what another's took. */
  ScoringTimes times() {
    return cached ? ScoringTimes.NONE : content.times();
  }
}
