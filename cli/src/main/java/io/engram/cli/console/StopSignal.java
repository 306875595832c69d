package io.engram.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks a command to stop: raised once, by Ctrl-C or by a test. Commands look at it between steps
 * and wait on it instead of sleeping, so that stopping closes everything in order; no thread is
 * ever interrupted in the middle of a write.
 */
public final class StopSignal {
  private final CountDownLatch raised = new CountDownLatch(1);

  /** Asks the command to stop. Later calls change nothing. */
  public void raise() {
    raised.countDown();
  }

  /** Whether the command was asked to stop. */
  public boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Blocks until the signal is raised. */
  public void await() throws InterruptedException {
    raised.await();
  }

  /**
   * Blocks until the signal is raised, but no longer than {@code limit}.
   *
   * @return whether it was raised
   */
  public boolean await(Duration limit) throws InterruptedException {
    return raised.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
