package io.engram.benchmarks.measure;

import io.engram.benchmarks.child.Workplace;
import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.report.Result;
import io.engram.benchmarks.report.Section;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.Console;
import java.util.ArrayList;
import java.util.List;

/**
 * Engram, exactly-once, as partitions, stream threads and processes grow; each drains the same
 * large backlog once. A tenth of it warms up.
 */
public final class Scaling {
  /** One drain. */
  private record Shape(int partitions, int threads, int processes) {
    String label() {
      return "%d partitions, %d threads, %d processes".formatted(partitions, threads, processes);
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(1, 1, 1),
          new Shape(2, 1, 1),
          new Shape(4, 1, 1),
          new Shape(8, 1, 1),
          new Shape(8, 2, 1),
          new Shape(8, 4, 1),
          new Shape(8, 1, 2));

  private static final String DESCRIPTION = Contender.ENGRAM.description();

  private final Cast cast;
  private final SampleImages samples;
  private final int backlog;
  private final Workplace place;
  private final Console console;
  private final Attempts attempts;

  public Scaling(
      Cast cast,
      SampleImages samples,
      int backlog,
      Workplace place,
      Console console,
      Attempts attempts) {
    this.cast = cast;
    this.samples = samples;
    this.backlog = backlog;
    this.place = place;
    this.console = console;
    this.attempts = attempts;
  }

  /** Measures every shape, each number of partitions on a stage of its own. */
  public Section run(String title) throws Exception {
    List<Result> results = new ArrayList<>();
    for (int partitions : SHAPES.stream().map(Shape::partitions).distinct().toList()) {
      try (Stage stage = Stage.open(partitions, place)) {
        int warmUp = Math.max(1, backlog / 10);
        Backlog waiting = Backlog.send(stage, samples, warmUp, backlog - warmUp);
        for (Shape shape : SHAPES) {
          if (shape.partitions() == partitions) {
            results.add(drain(waiting, shape));
          }
        }
      }
    }
    return new Section(title, results);
  }

  private Result drain(Backlog waiting, Shape shape) throws Exception {
    Cast shaped = cast.with("stream.threads", Integer.toString(shape.threads()));
    String group =
        "scaling-%d-%d-%d".formatted(shape.partitions(), shape.threads(), shape.processes());
    List<Drain> drains = new ArrayList<>();
    return attempts
        .take(
            shape.label(),
            () -> {
              Drain drain = waiting.drain(Contender.ENGRAM, shaped, shape.processes(), group);
              console.say("%s: %.1f images/s".formatted(shape.label(), drain.imagesPerSecond()));
              drains.add(drain);
            })
        .map(reason -> Result.failed(shape.label(), DESCRIPTION, List.of(), reason))
        .orElseGet(() -> Result.of(shape.label(), DESCRIPTION, drains));
  }
}
