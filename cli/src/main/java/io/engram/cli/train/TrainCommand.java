package io.engram.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.cli.data.BackboneOption;
import io.engram.cli.data.CacheFolder;
import io.engram.cli.data.DataOptions;
import io.engram.trainer.run.Ancestors;
import io.engram.trainer.run.DeviceChoice;
import io.engram.trainer.run.FirstWeights;
import io.engram.trainer.run.Machine;
import io.engram.trainer.run.TrainedRun;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.run.TrainingResult;
import io.engram.trainer.run.TrainingRun;
import io.engram.trainer.run.TrainingStoppedException;
import io.engram.trainer.run.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private DataOptions data;

  @Mixin private RecipeOptions recipe;

  @Option(
      names = "--model-version",
      paramLabel = "TEXT",
      description = "Version that the bundle will carry.")
  private String version;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "NAME",
      description =
          "What computes: auto takes a GPU where there is one, cpu and gpu insist."
              + " Default: ${DEFAULT-VALUE}.")
  private DeviceChoice device;

  @Option(
      names = "--warm-start",
      paramLabel = "RUN",
      description = "Start from the weights of this run, which must have the same network.")
  private Path warmStart;

  @Mixin private BackboneOption backbone;

  @Option(
      names = "--teacher",
      paramLabel = "RUN",
      description =
          "Learn from the heatmaps of this run as well as from people's. Can be repeated:"
              + " several teachers are averaged.")
  private List<Path> teachers = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder. Default: runs/ and the preset's name.")
  private Path out;

  @Option(names = "--resume", description = "Go on with the training in the run's folder.")
  private boolean resume;

  public TrainCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    TrainingTask task = task();
    var machine = new Machine(device, Optional.of(CacheFolder.ofThisUser()));
    try (var progress = new TrainingProgress(console)) {
      TrainingResult result =
          resume
              ? TrainingRun.resume(task, machine, progress, stop::isRaised)
              : TrainingRun.start(task, machine, progress, stop::isRaised);
      progress.summarize(result);
      return ExitCode.OK;
    } catch (TrainingStoppedException e) {
      console.say("Stopped. Go on with the same command and --resume.");
      return ExitCode.STOPPED;
    }
  }

  /** Everything about the command line is checked before the data set is opened. */
  private TrainingTask task() throws Exception {
    Ancestors ancestors = ancestors();
    try {
      device.require();
      TrainingConfig config = ancestors.describe(recipe.config(version()));
      Path run = out == null ? Path.of("runs", config.preset()) : out;
      return new TrainingTask(config, ancestors, data.open(), run);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private Map<String, JsonNode> version() {
    return version == null ? Map.of() : Map.of("version", TextNode.valueOf(version));
  }

  private Ancestors ancestors() throws IOException {
    List<TrainedRun> taught = new ArrayList<>();
    for (Path run : teachers) {
      taught.add(TrainedRun.open(run));
    }
    return new Ancestors(start(), taught);
  }

  private Optional<FirstWeights> start() throws IOException {
    if (warmStart != null && backbone.isGiven()) {
      throw usage(
          "--warm-start brings the weights of the backbone as well; give it or --backbone, not both.");
    }
    return warmStart == null ? backbone.open() : Optional.of(TrainedRun.open(warmStart));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
