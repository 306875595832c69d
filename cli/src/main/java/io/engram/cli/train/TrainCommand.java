package io.engram.cli.train;

import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.run.Presets;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.run.TrainingResult;
import io.engram.trainer.run.TrainingRun;
import io.engram.trainer.run.TrainingStoppedException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram train}: from a data set to a model bundle. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a model on photographs and their Visual Memory Schema maps, and writes a model bundle"
          + " that engram process can serve.",
      "Ctrl-C keeps the last finished epoch; --resume goes on from there."
    },
    footer = {
      "",
      "The run's folder holds config.json, metrics.csv, training.log, checkpoint.bin and bundle/.",
      "Example: engram train --dataset vischema-plus --preset light"
    })
public final class TrainCommand implements Callable<Integer> {
  private final Console console;
  private final StopSignal stop;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DIR",
      description = "A data set laid out like VISCHEMA PLUS.")
  private Path dataset;

  @Option(
      names = "--preset",
      defaultValue = "light",
      paramLabel = "NAME",
      description = "Which network and recipe. Default: ${DEFAULT-VALUE}.")
  private String preset;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything random: the same seed gives the same model.")
  private Long seed;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
  private Integer epochs;

  @Option(
      names = "--model-version",
      paramLabel = "TEXT",
      description = "Version that the bundle will carry.")
  private String version;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder. Default: runs/PRESET.")
  private Path out;

  @Option(names = "--resume", description = "Go on with the training in the run's folder.")
  private boolean resume;

  public TrainCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    TrainingConfig config = config();
    DatasetDirectory data = DatasetDirectory.open(dataset);
    Path run = out == null ? Path.of("runs", preset) : out;
    try (var progress = new TrainingProgress(console)) {
      TrainingResult result =
          resume
              ? TrainingRun.resume(config, data, run, progress, stop::isRaised)
              : TrainingRun.start(config, data, run, progress, stop::isRaised);
      progress.summarize(result);
      return ExitCode.OK;
    } catch (TrainingStoppedException e) {
      console.say("Stopped. Go on with the same command and --resume.");
      return ExitCode.STOPPED;
    }
  }

  private TrainingConfig config() {
    TrainingConfig config =
        Presets.find(preset)
            .orElseThrow(
                () -> usage("Unknown preset '" + preset + "'. Presets: " + Presets.names()));
    try {
      config = seed == null ? config : config.withSeed(seed);
      config = epochs == null ? config : config.withEpochs(epochs);
      return version == null ? config : config.withVersion(version);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
