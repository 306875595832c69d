package io.engram.processor.commit;

import java.time.Duration;

/**
 * When a stream thread that keeps admitting images should ask for a commit: once an outcome has
 * waited for it half as long as it took to be scored. So a commit adds little to a latency that is
 * short, and comes as seldom as it may where images wait for long anyway. Nor does a thread ask
 * sooner than after the time that its last commit took. Confined to the thread.
 */
final class CommitPace {
  /** A commit costs broker and stream thread some milliseconds, whatever it holds. */
  private static final long LEAST = Duration.ofMillis(10).toNanos();

  /** What a commit may add to the time that an outcome took, as a divisor of that. */
  private static final int PART = 2;

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
      patience = Math.max(LEAST, Math.max(took / PART, lastCommitTook));
    }
  }

  boolean isDue(long now) {
    return waits && now - emitted >= patience;
  }

  /**
   * All that was emitted was committed, whoever asked for it.
   *
   * @param took nanoseconds that the commit took
   */
  void committed(long took) {
    lastCommitTook = took;
    waits = false;
  }

  /** Nothing that was emitted is left to commit: it was given up, or there was nothing. */
  void nothingWaits() {
    waits = false;
  }
}
