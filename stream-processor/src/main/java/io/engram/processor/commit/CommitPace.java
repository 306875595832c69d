package io.engram.processor.commit;

import java.time.Duration;

/**
 * When a stream thread that keeps admitting images should ask for a commit: once an outcome has
 * waited for it half as long as it took to be scored. So a commit adds little to a latency that is
 * short, and comes as seldom as it may where images wait for long anyway. Nor does it take more
 * than about half of the thread's time, to which this is confined.
 */
final class CommitPace {
  /** A commit costs broker and stream thread some milliseconds, whatever it holds. */
  private static final long LEAST = Duration.ofMillis(5).toNanos();

  private boolean waits;
  private long emitted;
  private long patience;
  private long lastCommitTook;

  /**
   * An outcome was emitted.
   *
   * @param took nanoseconds from the image's admission
   * @param now nanoseconds of a clock
   */
  void emitted(long took, long now) {
    if (!waits) {
      waits = true;
      emitted = now;
      patience = Math.max(LEAST, Math.max(took / 2, lastCommitTook));
    }
  }

  boolean isDue(long now) {
    return waits && now - emitted >= patience;
  }

  /** All that was emitted was committed, be it that somebody else asked earlier. */
  void committed(long now) {
    lastCommitTook = isDue(now) ? now - emitted - patience : 0;
    waits = false;
  }
}
