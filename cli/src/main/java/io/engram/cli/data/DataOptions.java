package io.engram.cli.data;

import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that trains or measures on photographs and their maps. */
public final class DataOptions {

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DIR",
      description = "Photographs and their maps, as a folder or a zip file; see engram data check.")
  private Path dataset;

  @Mixin private SplitOptions split;

  /** Where the data set is, as it was named. */
  public Path path() {
    return dataset;
  }

  /**
   * Opens the data set.
   *
   * @throws InvalidDatasetException if it has no maps or is not sound
   */
  public DatasetDirectory open() throws InvalidDatasetException {
    return DatasetDirectory.open(dataset, split.options());
  }
}
