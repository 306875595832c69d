package io.engram.trainer.run;

import io.engram.trainer.dataset.DatasetDirectory;
import java.nio.file.Path;

/**
 * What is to be trained, and on what.
 *
 * @param config what decides the result
 * @param ancestors the earlier runs that {@code config} names (see {@link Ancestors#describe})
 * @param dataset photographs and people's maps
 * @param directory where the run keeps everything it writes
 */
public record TrainingTask(
    TrainingConfig config, Ancestors ancestors, DatasetDirectory dataset, Path directory) {

  public TrainingTask {
    ancestors.requireFit(config);
  }
}
