package io.engram.benchmarks.measure;

import io.engram.benchmarks.child.Child;
import io.engram.benchmarks.child.Machine;
import io.engram.benchmarks.child.Usage;
import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.figures.Quantiles;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.stage.ImageSender;
import io.engram.benchmarks.stage.OutcomeReader;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.CommandFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Images that wait in the topic, each of which every contender reads once: first those of the
 * warm-up, which load classes and compile code, then those that are measured.
 */
public final class Backlog {
  private final Stage stage;
  private final int warmUp;
  private final int images;

  private Backlog(Stage stage, int warmUp, int images) {
    this.stage = stage;
    this.warmUp = warmUp;
    this.images = images;
  }

  /** Sends the images; nothing else may be in the topic. Numbers below {@link #size} are theirs. */
  public static Backlog send(Stage stage, SampleImages samples, int warmUp, int images)
      throws CommandFailedException {
    try (ImageSender sender = stage.sender()) {
      for (int i = 0; i < warmUp + images; i++) {
        sender.send(i, samples.distinct(i, i));
      }
      sender.flush();
    }
    return new Backlog(stage, warmUp, images);
  }

  /** Images in it, those of the warm-up included. */
  public int size() {
    return warmUp + images;
  }

  /**
   * Lets a contender drain it.
   *
   * @param processes that share the work
   * @param group of this drain alone
   */
  public Drain drain(Contender contender, Cast cast, int processes, String group)
      throws IOException, CommandFailedException, ExecutionException, InterruptedException {
    stage.requireAlive();
    long stored = stage.storedBytes();
    List<Child> children = new ArrayList<>();
    try (OutcomeReader outcomes = stage.outcomes()) {
      for (int i = 0; i < processes; i++) {
        children.add(cast.start(contender, stage.settings(), group, children.size() + 1));
      }
      var patience = new Patience(outcomes, children);
      patience.await(warmUp);
      int asked = outcomes.batchSizes().size();
      int first = outcomes.count();
      if (first == size()) {
        throw new CommandFailedException(
            "--count " + images, "is drained within one commit", "Give more images.");
      }
      long begin = System.nanoTime();
      Usage before = usage(children);
      Machine idle = Machine.now();
      patience.await(size());
      double seconds = (System.nanoTime() - begin) / 1e9;
      Usage after = usage(children);
      double others = Machine.now().takenByOthersSince(idle);
      return new Drain(
          size() - first,
          seconds,
          after.cpuSecondsSince(before),
          after.peakBytes(),
          others,
          median(outcomes.batchSizes(), asked),
          (double) (stage.storedBytes() - stored) / size());
    } finally {
      children.forEach(Child::close);
    }
  }

  /** Of those after the first {@code skipped}, or of all where there are no more. */
  private static double median(List<Double> sizes, int skipped) {
    return Quantiles.median(sizes.subList(skipped < sizes.size() ? skipped : 0, sizes.size()));
  }

  private static Usage usage(List<Child> children) {
    return Usage.sum(children.stream().map(Child::usage).toList());
  }
}
