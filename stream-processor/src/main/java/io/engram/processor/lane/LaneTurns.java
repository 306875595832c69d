package io.engram.processor.lane;

import java.util.function.Predicate;

/**
 * Decides which lane is next: the interactive one. Bulk is not starved: while something waits in
 * both, one turn of {@value #TURN} is bulk's. Knows no elements; not thread-safe.
 */
public final class LaneTurns {
  private static final int TURN = 4;

  private int sinceBulk;

  /**
   * The lane that is next, whose turn this was then; bulk where nothing waits.
   *
   * @param waits whether something waits in a lane
   */
  public Lane next(Predicate<Lane> waits) {
    boolean bulkIsDue = sinceBulk >= TURN - 1 && waits.test(Lane.BULK);
    if (bulkIsDue || !waits.test(Lane.INTERACTIVE)) {
      sinceBulk = 0;
      return Lane.BULK;
    }
    sinceBulk = Math.min(sinceBulk + 1, TURN);
    return Lane.INTERACTIVE;
  }
}
