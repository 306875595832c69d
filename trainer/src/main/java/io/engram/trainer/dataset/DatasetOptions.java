package io.engram.trainer.dataset;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a data set's folder does not say itself.
 *
 * @param maps where the maps are, if not beside the photographs. Only photographs that have a map
 *     there are used then, so maps of some of the photographs are enough.
 * @param validationShare which part is measured on where no lists say it, in (0,1)
 */
public record DatasetOptions(Optional<Path> maps, double validationShare) {

  /** One image in eight is measured on, as in VISCHEMA PLUS. */
  private static final double ONE_IN_EIGHT = 0.125;

  public DatasetOptions {
    Objects.requireNonNull(maps, "maps");
    if (!(validationShare > 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "validationShare must be between 0 and 1, was " + validationShare);
    }
  }

  /** Maps lie beside the photographs; without lists, 12.5% are measured on. */
  public static DatasetOptions defaults() {
    return new DatasetOptions(Optional.empty(), ONE_IN_EIGHT);
  }

  public DatasetOptions withMaps(Path folder) {
    return new DatasetOptions(Optional.of(folder), validationShare);
  }

  public DatasetOptions withValidationShare(double share) {
    return new DatasetOptions(maps, share);
  }
}
