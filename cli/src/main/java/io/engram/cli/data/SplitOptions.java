package io.engram.cli.data;

import io.engram.trainer.dataset.DatasetOptions;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a data set's folder does not say itself, the same for every command that reads one. */
final class SplitOptions {

  @Option(
      names = "--maps",
      paramLabel = "DIR",
      description =
          "Where the maps are, if not beside the photographs, such as fixations of the same ones.")
  private Path maps;

  @Option(
      names = "--validation-share",
      paramLabel = "PART",
      converter = Share.class,
      description =
          "Which part to measure on where no lists say it. Default: 0.125. Every command about the"
              + " same data needs the same.")
  private Double validationShare;

  DatasetOptions options() {
    var options = DatasetOptions.defaults();
    options = maps == null ? options : options.withMaps(maps);
    return validationShare == null ? options : options.withValidationShare(validationShare);
  }

  /** Refuses what is no part of a whole while the command line is read. */
  static final class Share implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
      try {
        return DatasetOptions.defaults()
            .withValidationShare(Double.parseDouble(text))
            .validationShare();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' is not a number between 0 and 1");
      }
    }
  }
}
