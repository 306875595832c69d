package io.engram.cli.submit;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.cli.submit.Submitter.Transport;
import io.engram.cli.trace.Traces;
import io.engram.processor.pipeline.EventLimits;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.RegionOfInterest;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram submit}: sends images in bulk. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Sends images to be scored: whole folders, with everything below them, and single files.",
      "An address (https://, http://, s3:// or file://) is sent as it is, and the processor fetches the"
          + " image if its references.* settings allow that; @FILE stands for the lines of a file.",
      "In folders, files that are not JPEG, PNG, WebP or GIF by name are skipped; a file that is"
          + " named is always sent. A file that can't be read is reported, and the rest is sent."
    },
    footer = {
      "",
      "Examples:",
      "  engram submit --wait --campaign spring --roi logo=0.7,0.85,0.25,0.1 creatives/",
      "  engram submit --wait https://images.example.com/a.jpg s3://creatives/spring/b.jpg"
    })
public final class SubmitCommand implements Callable<Integer> {
  private static final int NO_WINDOW = Integer.MAX_VALUE;

  private final Console console;
  private final StopSignal stop;
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATHS",
      description = "Folders, images and addresses of images.")
  private List<String> arguments;

  @Option(
      names = "--campaign",
      paramLabel = "NAME",
      description = "The images compete with one another under this name.")
  private String campaign;

  @Option(
      names = "--roi",
      paramLabel = "NAME=L,T,W,H",
      converter = RegionOption.class,
      description =
          "A part of every image to be scored by name: left, top, width and height in fractions of"
              + " the image. May be repeated.")
  private List<RegionOfInterest> regionsOfInterest = List.of();

  @Option(
      names = "--by-reference",
      description =
          "Send each image's file: address instead of its bytes. The processor must see the same"
              + " files and allow their folder (references.folders).")
  private boolean byReference;

  @Option(
      names = "--interactive",
      description =
          "Somebody waits for these images: they overtake those that were submitted without it.")
  private boolean interactive;

  @Option(
      names = "--wait",
      description = "Wait until every image has a result; exit with 1 if one failed.")
  private boolean wait;

  public SubmitCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    checkOptions();
    ImageFiles files = files();
    List<Submission> submissions = submissions(files);
    files.unreadable().forEach(line -> console.say("not sent: " + line));
    Connection connection = connectionOptions.connection();
    connection.check(List.of(Topic.values()));
    Topic topic = interactive ? Topic.INTERACTIVE_IMAGE_EVENTS : Topic.IMAGE_EVENTS;
    Transport transport = byReference ? Transport.REFERENCE : Transport.INLINE;
    var observer = new SubmissionProgress(console, clock, wait);
    try (Traces traces = Traces.open("engram-submit");
        AvroSerdes serdes = connection.serdes();
        var run =
            new SubmissionRun(
                connection,
                serdes,
                topic,
                transport,
                submissions.size(),
                clock,
                observer,
                traces.telemetry())) {
      boolean complete =
          wait
              ? run.complete(
                  submissions,
                  NO_WINDOW,
                  stop,
                  new ProcessorReminder(clock, run.tally(), observer::remark))
              : run.send(submissions, stop);
      observer.finish(run.tally(), files.skipped());
      return exitCode(complete, run.tally().failedCount() + files.unreadable().size());
    }
  }

  /** What would fail every image is wrong with the command line. */
  private void checkOptions() {
    ImageEvent ofAnyImage =
        ImageEvent.newBuilder()
            .setImageId("")
            .setCampaign(campaign)
            .setRegionsOfInterest(regionsOfInterest)
            .setSubmittedAt(Instant.EPOCH)
            .build();
    EventLimits.breach(ofAnyImage)
        .ifPresent(
            breach -> {
              throw new ParameterException(
                  spec.commandLine(), breach.detail() + ": " + breach.remedy());
            });
  }

  private ImageFiles files() throws CommandFailedException {
    List<Path> paths =
        arguments.stream().filter(text -> !Addresses.isAddress(text)).map(this::path).toList();
    return paths.isEmpty() ? new ImageFiles(List.of(), 0, List.of()) : ImageFiles.find(paths);
  }

  private Path path(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new ParameterException(spec.commandLine(), argument + " is no path and no address", e);
    }
  }

  private List<Submission> submissions(ImageFiles files) throws CommandFailedException {
    List<String> addresses = arguments.stream().filter(Addresses::isAddress).toList();
    return Stream.concat(
            files.images().stream()
                .map(image -> submission(image.imageId(), new Source.File(image.path()))),
            Addresses.read(addresses).stream()
                .map(image -> submission(image.imageId(), new Source.Address(image.uri()))))
        .toList();
  }

  private Submission submission(String imageId, Source source) {
    return new Submission(imageId, source, Optional.ofNullable(campaign), regionsOfInterest);
  }

  private static int exitCode(boolean complete, int failures) {
    if (!complete) {
      return ExitCode.STOPPED;
    }
    return failures == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
