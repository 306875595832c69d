package io.engram.trainer.search.kafka;

import io.engram.trainer.search.TrialDirectories;
import io.engram.trainer.search.trial.TrialJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a worker keeps the checkpoints of all searches. It never hears that a search is over or
 * given up, so it keeps what was trained last; a trial whose checkpoint has gone is trained from
 * its beginning, to the same figures.
 *
 * @param keep of how many trials, at least one
 */
public record WorkerDirectory(Path root, int keep) {

  public WorkerDirectory {
    if (keep < 1) {
      throw new IllegalArgumentException(
          "the checkpoints of at least 1 trial are kept, was " + keep);
    }
  }

  /** The directories of one search's trials. */
  TrialDirectories of(String search) {
    return new TrialDirectories(root.resolve(search));
  }

  /** Notes that a trial was trained just now, and deletes what is too much. */
  void trained(String search, TrialJob job, Instant now) throws IOException {
    Path directory = of(search).of(job.trial().number());
    if (Files.exists(directory)) {
      Files.setLastModifiedTime(directory, FileTime.from(now));
    }
    List<Trial> trials = new ArrayList<>();
    for (Path ofSearch : folders(root)) {
      for (Path trial : folders(ofSearch)) {
        trials.add(new Trial(trial, Files.getLastModifiedTime(trial)));
      }
    }
    trials.sort(Comparator.comparing(Trial::trained));
    for (Trial old : trials.subList(0, Math.max(0, trials.size() - keep))) {
      TrialDirectories.delete(old.directory());
    }
  }

  private record Trial(Path directory, FileTime trained) {}

  private static List<Path> folders(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).toList();
    }
  }
}
