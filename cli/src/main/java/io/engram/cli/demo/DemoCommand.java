package io.engram.cli.demo;

import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.Installation;
import io.engram.cli.console.StopSignal;
import io.engram.cli.submit.ImageFiles;
import io.engram.cli.submit.Submission;
import io.engram.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram demo}: needs nothing but the images, and draws those if there are none. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Scores your photographs on this machine: starts a Kafka broker, a schema registry and a"
          + " processor with the shipped model, sends every image through them, and writes a"
          + " report.",
      "Without PHOTOS, it draws advertising creatives of three campaigns and ranks their layouts."
    },
    footer = {
      "",
      "Writes report.html, scores.csv and overlays/ to the folder of --out.",
      "Example: engram demo ~/Pictures --limit 200"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long MEGABYTE = 1_000_000;

  private final Console console;
  private final StopSignal stop;
  private final Installation installation;
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "PHOTOS",
      description = "Folders (with everything below them) and images.")
  private List<Path> photos = List.of();

  @Option(names = "--limit", paramLabel = "N", description = "Take the first N images only.")
  private Integer limit;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "engram-demo",
      description = "Where to write. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model bundle. Default: the shipped model, models/mobilenet.")
  private Path model;

  @Option(
      names = "--keep-running",
      description = "Leave everything running until Ctrl-C, for other commands to use.")
  private boolean keepRunning;

  public DemoCommand(Console console, StopSignal stop, Installation installation) {
    this.console = console;
    this.stop = stop;
    this.installation = installation;
  }

  @Override
  public Integer call() throws Exception {
    if (limit != null && limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1, was " + limit);
    }
    ModelBundle bundle = ModelBundle.open(model == null ? installation.shippedModel() : model);
    Optional<ImageFiles> found =
        photos.isEmpty() ? Optional.empty() : Optional.of(ImageFiles.find(photos, ownPictures()));
    createOut();
    List<Submission> images =
        found.isPresent() ? submissions(found.get()) : DrawnCreatives.drawTo(out, console);
    List<Submission> chosen =
        limit == null ? images : images.subList(0, Math.min(limit, images.size()));
    checkSpace(out, chosen, Files.getFileStore(out).getUsableSpace());
    return new Demo(console, stop, clock, bundle, out, keepRunning).run(chosen);
  }

  /** The broker keeps a copy of every image until the end, and ends this process on a full disk. */
  static void checkSpace(Path out, List<Submission> images, long usable)
      throws CommandFailedException {
    long needed = images.stream().mapToLong(Submission::bytes).sum();
    if (needed > usable) {
      throw new CommandFailedException(
          out.toString(),
          "has %,d MB left, and the images need %,d MB while the demo runs"
              .formatted(usable / MEGABYTE, needed / MEGABYTE),
          "Give a folder on a larger disk to --out, or take fewer images with --limit.");
    }
  }

  private List<Submission> submissions(ImageFiles files) {
    files.unreadable().forEach(line -> console.say("not read: " + line));
    if (files.skipped() > 0) {
      console.say("skipping " + files.skipped() + " files that are not images by name");
    }
    return files.images().stream()
        .map(image -> new Submission(image.imageId(), image.path(), Optional.empty(), List.of()))
        .toList();
  }

  /** Photographs may lie beside what an earlier demo has written, which is no photograph. */
  private Set<Path> ownPictures() {
    return Set.of(DrawnCreatives.folder(out), DemoOutput.overlays(out));
  }

  private void createOut() throws CommandFailedException {
    try {
      Files.createDirectories(out);
      Files.delete(Files.createTempFile(out, ".probe-", null));
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(out.toString(), "is a file", "Give a folder to --out.", e);
    } catch (IOException e) {
      throw new CommandFailedException(
          out.toString(), "can't be written to", "Give a folder that you can write to --out.", e);
    }
  }
}
