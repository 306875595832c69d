package io.engram.cli.results;

import static java.util.stream.Collectors.joining;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.cli.overlays.OverlayFolder;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram results}: prints what has been scored. */
@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    description = {
      "Prints scores and failures: everything that is there, or with --follow what comes as well.",
      "A table ranks the images; csv and json have one line for each image."
    },
    footer = {"", "Example: engram results --format json | jq .score"})
public final class ResultsCommand implements Callable<Integer> {

  /** How to print results. */
  public enum Format {
    TABLE,
    CSV,
    JSON
  }

  private final Console console;
  private final StopSignal stop;

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Option(names = "--follow", description = "Go on with what comes, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: table.")
  private Format format;

  @Option(
      names = "--overlays",
      paramLabel = "DIR",
      description = "Write each image under its heatmap into this folder; needs --images.")
  private Path overlays;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "The folder that the images were submitted from.")
  private Path images;

  public ResultsCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    checkOverlays();
    Set<Topic> topics = EnumSet.of(Topic.MEMORABILITY_SCORES, Topic.SCORING_FAILURES);
    if (overlays != null) {
      topics.add(Topic.VMS_HEATMAPS);
    }
    Connection connection = connectionOptions.connection();
    connection.check(topics);
    ResultWriter writer = writer();
    Optional<WithOverlays> drawing =
        Optional.ofNullable(overlays)
            .map(folder -> new WithOverlays(writer, images, new OverlayFolder(folder), console));
    ResultListener listener = drawing.isPresent() ? drawing.get() : writer;
    boolean drained;
    try (AvroSerdes serdes = connection.serdes();
        var reader = ResultReader.fromTheBeginning(connection, serdes, topics)) {
      drained = reader.drain(listener, stop);
      if (drained && reader.delivered() == 0) {
        console.say(
            "no results yet on %s: is engram process running?"
                .formatted(topics.stream().map(Topic::topicName).collect(joining(", "))));
      }
      while (follow && !stop.isRaised()) {
        reader.poll(ResultReader.A_MOMENT, listener);
      }
    }
    writer.finish();
    if (drawing.isPresent() && drawing.get().failed()) {
      throw new CommandFailedException(
          images.toString(),
          "no overlay could be drawn of the images in it",
          "Give the folder that the images were submitted from to --images.");
    }
    return drained ? ExitCode.OK : ExitCode.STOPPED;
  }

  private void checkOverlays() throws CommandFailedException {
    if ((overlays == null) != (images == null)) {
      throw new ParameterException(
          spec.commandLine(), "--overlays and --images belong together: give both or none");
    }
    if (images != null && !Files.isDirectory(images)) {
      throw new CommandFailedException(
          images.toString(),
          "no such folder",
          "Give the folder that the images are in to --images.");
    }
  }

  private ResultWriter writer() {
    return switch (format) {
      case TABLE -> follow ? new LineWriter(this::print) : new TableWriter(this::print);
      case CSV -> new CsvWriter(this::print);
      case JSON -> new JsonWriter(this::print);
    };
  }

  /** Stops when whoever read the output has gone, as {@code head} does. */
  private void print(String line) {
    console.print(line);
    if (console.out().checkError()) {
      stop.raise();
    }
  }
}
