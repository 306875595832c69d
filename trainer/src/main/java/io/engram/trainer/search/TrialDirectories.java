package io.engram.trainer.search;

import io.engram.trainer.search.trial.TrialOutcome.Trained;
import io.engram.trainer.search.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for each trial, in which it keeps what it needs to go on. */
public record TrialDirectories(Path root) {

  /** The directory of a trial, which may not exist. */
  public Path of(int trial) {
    return root.resolve("%05d".formatted(trial));
  }

  /**
   * Deletes the directory of a trial that will never go on. Its checkpoint is large, its figures
   * are in the results, and training it again gives the same weights.
   */
  public void discardIfOver(TrialResult result) throws IOException {
    var trial = result.job().trial();
    boolean over =
        !(result.outcome() instanceof Trained)
            || result.job().untilEpoch() == trial.recipe().epochs();
    if (over) {
      delete(of(trial.number()));
    }
  }

  /** Deletes a directory and all that is in it, if it exists. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
