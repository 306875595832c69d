package io.engram.processor.pipeline;

import io.engram.schemas.ScoringFailure;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs images that have no score, some of them: all are on their topic, and a job of bad images
 * must not fill the log. Thread-safe.
 */
final class RejectionLog {
  private static final Logger log = LoggerFactory.getLogger(RejectionLog.class);
  private static final int LINES = 20;
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private final LongSupplier nanoTime;
  private long periodBegan;
  private int lines;
  private long leftOut;

  /**
   * @param nanoTime a clock
   */
  RejectionLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.periodBegan = nanoTime.getAsLong();
  }

  void rejected(ImageRecord source, ScoringFailure failure) {
    long before = countOrLeaveOut();
    if (before < 0) {
      return;
    }
    if (before > 0) {
      log.info("{} more images had no score; scoring-failures has them all", before);
    }
    ImageLog.about(source, failure.getImageId(), log.atInfo())
        .log("{} has no score: {}", source, CONTROL.matcher(failure.getDetail()).replaceAll("?"));
  }

  /** How many were left out before this one, or -1 if it is to be left out. */
  private synchronized long countOrLeaveOut() {
    long now = nanoTime.getAsLong();
    long before = 0;
    if (now - periodBegan >= PERIOD.toNanos()) {
      periodBegan = now;
      lines = 0;
      before = leftOut;
      leftOut = 0;
    }
    if (lines == LINES) {
      leftOut++;
      return -1;
    }
    lines++;
    return before;
  }
}
