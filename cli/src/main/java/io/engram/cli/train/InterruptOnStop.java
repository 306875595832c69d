package io.engram.cli.train;

import io.engram.cli.console.StopSignal;

/**
 * Interrupts the thread that made it when the command is asked to stop: a training looks for that
 * between its steps.
 */
final class InterruptOnStop implements AutoCloseable {
  private final Thread watcher;

  private InterruptOnStop(Thread watcher) {
    this.watcher = watcher;
  }

  static InterruptOnStop of(StopSignal stop) {
    Thread training = Thread.currentThread();
    var watcher =
        new Thread(
            () -> {
              try {
                stop.await();
                training.interrupt();
              } catch (InterruptedException e) {
                // Closed: the training is over and there is nothing to interrupt.
              }
            },
            "stop-watch");
    watcher.setDaemon(true);
    watcher.start();
    return new InterruptOnStop(watcher);
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
