package io.engram.cli.models;

import io.engram.trainer.judge.TrialWatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges trials on a thread of its own, whatever the broker does meanwhile. */
public final class BackgroundJudge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundJudge.class);
  private static final int AGAIN_AFTER_SECONDS = 10;
  private static final int END_WITHIN_SECONDS = 30;

  private final AtomicBoolean closing = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "judge"));

  private BackgroundJudge() {}

  /** Starts to judge. */
  public static BackgroundJudge start(TrialWatch watch) {
    var started = new BackgroundJudge();
    started.thread.scheduleWithFixedDelay(
        () -> started.run(watch), 0, AGAIN_AFTER_SECONDS, TimeUnit.SECONDS);
    return started;
  }

  private void run(TrialWatch watch) {
    try {
      watch.run(closing::get);
    } catch (Throwable e) {
      // The schedule would end with what it throws, and nobody would hear of it.
      LOG.error("Trials are not judged for {} seconds", AGAIN_AFTER_SECONDS, e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing.set(true);
    thread.shutdown();
    if (!thread.awaitTermination(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("The judge of trials has not ended within {} seconds", END_WITHIN_SECONDS);
    }
  }
}
