package io.engram.cli.data;

import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.trainer.dataset.DrawnDataset;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram data draw}: a data set for those who have none. */
@Command(
    name = "draw",
    mixinStandardHelpOptions = true,
    description = {
      "Draws a data set with known structure, to try training without data: scenes with bright"
          + " discs and faces, which their maps mark as remembered, and dark boxes, which they mark"
          + " as falsely remembered. One image in eight is to measure on."
    },
    footer = {"", "Example: engram data draw drawn && engram train --dataset drawn --epochs 10"})
final class DrawCommand implements Callable<Integer> {

  private static final int ONE_IN = 8;

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
  private Path folder;

  @Option(
      names = "--images",
      defaultValue = "400",
      paramLabel = "N",
      description = "How many, at least 2. Default: ${DEFAULT-VALUE}.")
  private int images;

  @Option(
      names = "--side",
      defaultValue = "256",
      paramLabel = "PIXELS",
      description = "Height and width of each, at least 32. Default: ${DEFAULT-VALUE}.")
  private int side;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Of everything random: the same seed draws the same. Default: ${DEFAULT-VALUE}.")
  private long seed;

  DrawCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    int validation = Math.max(1, images / ONE_IN);
    drawing().drawInto(folder, images - validation, validation);
    console.print(folder.toString());
    return ExitCode.OK;
  }

  private DrawnDataset drawing() {
    try {
      if (images < 2) {
        throw new IllegalArgumentException("--images must be >= 2, was " + images);
      }
      return new DrawnDataset(side, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
