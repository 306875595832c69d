package io.engram.benchmarks.measure;

import io.engram.benchmarks.child.Child;
import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.MemoryUse;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.stage.OutcomeReader;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.Console;
import java.util.List;
import java.util.function.Consumer;

/**
 * The memory of Engram, exactly-once, while it drains one large backlog: whether anything is kept
 * for an image once its outcome is out. Each look lets Java collect what is not in use any more.
 */
public final class MemoryRun {
  private static final int LOOKS = 10;

  private final Cast cast;
  private final SampleImages samples;
  private final int images;
  private final int partitions;
  private final Console console;

  public MemoryRun(Cast cast, SampleImages samples, int images, int partitions, Console console) {
    this.cast = cast;
    this.samples = samples;
    this.images = images;
    this.partitions = partitions;
    this.console = console;
  }

  /**
   * Looks after each tenth of the images.
   *
   * @param looks is given each look as it is taken
   */
  public void run(Consumer<MemoryUse> looks) throws Exception {
    int part = Math.max(1, images / LOOKS);
    try (Stage stage = Stage.open(partitions, cast.place())) {
      Backlog.send(stage, samples, part, (LOOKS - 1) * part);
      try (OutcomeReader outcomes = stage.outcomes();
          Child engram = cast.start(Contender.ENGRAM, stage.settings(), "memory", 1)) {
        var patience = new Patience(outcomes, List.of(engram));
        for (int i = 1; i <= LOOKS; i++) {
          patience.await(i * part);
          var look = engram.memoryAfter(outcomes.count());
          looks.accept(look);
          console.say(
              "%,d images: %,.0f MB, of which %,.0f MB of objects in use"
                  .formatted(
                      look.images(), look.residentBytes() / 1e6, look.liveHeapBytes() / 1e6));
        }
      }
    }
  }
}
