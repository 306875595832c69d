package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Drain;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.report.Result;
import io.engram.benchmarks.report.Section;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.Console;
import java.nio.file.Path;
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

  private final Cast cast;
  private final SampleImages samples;
  private final int backlog;
  private final Path logs;
  private final Console console;

  public Scaling(Cast cast, SampleImages samples, int backlog, Path logs, Console console) {
    this.cast = cast;
    this.samples = samples;
    this.backlog = backlog;
    this.logs = logs;
    this.console = console;
  }

  /** Measures every shape, each number of partitions on a stage of its own. */
  public Section run(String title) throws Exception {
    List<Result> results = new ArrayList<>();
    for (int partitions : SHAPES.stream().map(Shape::partitions).distinct().toList()) {
      try (Stage stage = Stage.open(partitions, logs)) {
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
    Drain drain =
        waiting.drain(
            Contender.ENGRAM,
            shaped,
            shape.processes(),
            "scaling-%d-%d-%d".formatted(shape.partitions(), shape.threads(), shape.processes()));
    console.say("%s: %.1f images/s".formatted(shape.label(), drain.imagesPerSecond()));
    return Result.of(shape.label(), Contender.ENGRAM.description(), List.of(drain));
  }
}
