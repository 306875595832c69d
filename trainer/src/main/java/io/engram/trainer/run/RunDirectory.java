package io.engram.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where a training keeps what it writes: {@code config.json}, {@code metrics.csv}, {@code
 * training.log}, {@code checkpoint.bin} of the last epoch and, at the end, {@code bundle/}.
 */
record RunDirectory(Path path) {

  Path config() {
    return path.resolve(TrainedRun.CONFIG);
  }

  Path metrics() {
    return path.resolve("metrics.csv");
  }

  Path log() {
    return path.resolve("training.log");
  }

  Path checkpoint() {
    return path.resolve(TrainedRun.CHECKPOINT);
  }

  Path bundle() {
    return path.resolve("bundle");
  }

  /** Where a bundle waits for its checks. */
  Path candidate() {
    return path.resolve("candidate");
  }

  /** Removes the candidate, once its bundle is in place. */
  void removeCandidate() throws IOException {
    try (var files = Files.newDirectoryStream(candidate())) {
      for (var file : files) {
        Files.delete(file);
      }
    }
    Files.delete(candidate());
  }

  /** Makes the directory for a new training. */
  void create(TrainingConfig config) throws IOException {
    if (Files.exists(config())) {
      throw new IOException(
          path + " already holds a training; resume it, or choose another directory");
    }
    Files.createDirectories(path);
    ConfigJson.write(config, config());
  }

  /** Checks that the training here is the one to go on with. */
  void requireSame(TrainingConfig config) throws IOException {
    if (!Files.exists(config())) {
      throw new NoSuchFileException(
          path.toString(), null, "holds no training to resume; start one without resuming");
    }
    if (!ConfigJson.holds(config(), config)) {
      throw new IOException(
          config()
              + " differs from the configuration asked for; resume with the same preset, seed and"
              + " epochs, or choose another directory");
    }
  }
}
