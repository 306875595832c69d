package io.engram.benchmarks.measure;

import io.engram.benchmarks.child.Child;
import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.Pace;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.stage.ImageSender;
import io.engram.benchmarks.stage.OutcomeReader;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.CommandFailedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends images to a contender at a constant pace, on a thread of its own, and notes when each
 * outcome is seen. Before that it sends as many at once as warm the contender up.
 */
public final class PacedRun {
  private final Stage stage;
  private final SampleImages samples;
  private final int warmUp;

  /**
   * @param warmUp images that are sent and awaited before the pace begins
   */
  public PacedRun(Stage stage, SampleImages samples, int warmUp) {
    this.stage = stage;
    this.samples = samples;
    this.warmUp = warmUp;
  }

  /**
   * Measures latencies.
   *
   * @param load for the record: which share of the contender's capacity the pace is
   * @param group of this run alone
   */
  public Latency measure(Contender contender, Cast cast, Pace pace, double load, String group)
      throws IOException, CommandFailedException, ExecutionException, InterruptedException {
    stage.requireAlive();
    stage.startAtEnd(group);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (OutcomeReader outcomes = stage.outcomes();
        ImageSender sender = stage.sender();
        Child child = cast.start(contender, stage.settings(), group, 1)) {
      for (int i = 0; i < warmUp; i++) {
        send(sender, i);
      }
      sender.flush();
      new Patience(outcomes, List.of(child)).await(warmUp);
      long begin = System.nanoTime();
      Future<?> sent = thread.submit(() -> sendAll(sender, pace, begin));
      double[] nanos = latencies(outcomes, child, sent, pace, begin);
      sent.get();
      return Latency.of(
          load, pace.perSecond(), Arrays.copyOfRange(nanos, pace.unmeasured(), nanos.length));
    } finally {
      thread.shutdownNow();
    }
  }

  private double[] latencies(
      OutcomeReader outcomes, Child child, Future<?> sent, Pace pace, long begin)
      throws CommandFailedException, ExecutionException, InterruptedException {
    double[] nanos = new double[pace.images()];
    var patience = new Patience(outcomes, List.of(child));
    while (outcomes.count() < warmUp + nanos.length) {
      int[] numbers = patience.poll();
      long now = System.nanoTime();
      for (int number : numbers) {
        nanos[number - warmUp] = now - begin - pace.dueNanos(number - warmUp);
      }
      if (sent.isDone()) {
        // Or a sender that failed would be waited for, for ever.
        sent.get();
      }
    }
    return nanos;
  }

  private Void sendAll(ImageSender sender, Pace pace, long begin) throws CommandFailedException {
    for (int i = 0; i < pace.images() && !Thread.currentThread().isInterrupted(); i++) {
      byte[] next = samples.distinct(i, System.nanoTime());
      long due = begin + pace.dueNanos(i);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      sender.send(warmUp + i, next);
    }
    sender.flush();
    return null;
  }

  private void send(ImageSender sender, int number) {
    sender.send(number, samples.distinct(number, System.nanoTime()));
  }
}
