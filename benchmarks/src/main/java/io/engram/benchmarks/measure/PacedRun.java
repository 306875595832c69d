package io.engram.benchmarks.measure;

import io.engram.benchmarks.child.Child;
import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.MemoryUse;
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
 * One process of a contender that is sent images at one constant pace after another, on a thread of
 * its own; notes when each outcome is seen. Use it from one thread.
 */
public final class PacedRun implements AutoCloseable {
  private final SampleImages samples;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final OutcomeReader outcomes;
  private final ImageSender sender;
  private final Child child;

  /** Images that were sent and seen. */
  private int done;

  private PacedRun(SampleImages samples, OutcomeReader outcomes, ImageSender sender, Child child) {
    this.samples = samples;
    this.outcomes = outcomes;
    this.sender = sender;
    this.child = child;
  }

  /**
   * Starts the contender behind all images that the stage has.
   *
   * @param group of this run alone
   */
  public static PacedRun start(
      Stage stage, SampleImages samples, Contender contender, Cast cast, String group)
      throws IOException, CommandFailedException, ExecutionException, InterruptedException {
    stage.requireAlive();
    stage.startAtEnd(group);
    Child child = cast.start(contender, stage.settings(), group, 1);
    try {
      return new PacedRun(samples, stage.outcomes(), stage.sender(), child);
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  /** What the process occupies now. */
  MemoryUse memoryAfter(int count) throws IOException {
    return child.memoryAfter(count);
  }

  /** Sends images at once and waits for their outcomes. */
  public void warmUp(int images) throws CommandFailedException {
    for (int i = 0; i < images; i++) {
      sender.send(done + i, samples.distinct(i, System.nanoTime()));
    }
    sender.flush();
    done += images;
    new Patience(outcomes, List.of(child)).await(done);
  }

  /**
   * Sends images at a pace, and waits for all of their outcomes.
   *
   * @param load for the record: which share of the contender's capacity the pace is
   */
  public Latency measure(Pace pace, double load)
      throws CommandFailedException, ExecutionException, InterruptedException {
    long begin = System.nanoTime();
    int first = done;
    Future<?> sent = thread.submit(() -> sendAll(first, pace, begin));
    double[] nanos = latencies(sent, pace, begin);
    sent.get();
    done += pace.images();
    return Latency.of(
        load, pace.perSecond(), Arrays.copyOfRange(nanos, pace.unmeasured(), nanos.length));
  }

  private double[] latencies(Future<?> sent, Pace pace, long begin)
      throws CommandFailedException, ExecutionException, InterruptedException {
    double[] nanos = new double[pace.images()];
    var patience = new Patience(outcomes, List.of(child));
    while (outcomes.count() < done + nanos.length) {
      int[] numbers = patience.poll();
      long now = System.nanoTime();
      for (int number : numbers) {
        nanos[number - done] = now - begin - pace.dueNanos(number - done);
      }
      if (sent.isDone()) {
        // Or a sender that failed would be waited for, for ever.
        sent.get();
      }
    }
    return nanos;
  }

  private Void sendAll(int first, Pace pace, long begin) throws CommandFailedException {
    for (int i = 0; i < pace.images(); i++) {
      byte[] next = samples.distinct(i, System.nanoTime());
      long due = begin + pace.dueNanos(i);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
        if (Thread.interrupted()) {
          return null;
        }
      }
      sender.send(first + i, next);
    }
    sender.flush();
    return null;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    child.close();
    sender.close();
    outcomes.close();
  }
}
