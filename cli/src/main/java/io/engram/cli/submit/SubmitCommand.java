package io.engram.cli.submit;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.cli.submit.Submitter.Transport;
import io.engram.processor.pipeline.EventLimits;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.RegionOfInterest;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "In folders, files that are not JPEG, PNG, WebP or GIF by name are skipped; a file that is"
          + " named is always sent. A file that can't be read is reported, and the rest is sent."
    },
    footer = {
      "",
      "Example: engram submit --wait --campaign spring --roi logo=0.7,0.85,0.25,0.1 creatives/"
    })
public final class SubmitCommand implements Callable<Integer> {
  private static final int NO_WINDOW = Integer.MAX_VALUE;

  private final Console console;
  private final StopSignal stop;
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Parameters(arity = "1..*", paramLabel = "PATHS", description = "Folders and images.")
  private List<Path> paths;

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
    ImageFiles files = ImageFiles.find(paths);
    files.unreadable().forEach(line -> console.say("not sent: " + line));
    Connection connection = connectionOptions.connection();
    connection.check(List.of(Topic.values()));
    Topic topic = interactive ? Topic.INTERACTIVE_IMAGE_EVENTS : Topic.IMAGE_EVENTS;
    Transport transport = byReference ? Transport.REFERENCE : Transport.INLINE;
    var observer = new SubmissionProgress(console, clock, wait);
    try (AvroSerdes serdes = connection.serdes();
        var run =
            new SubmissionRun(
                connection, serdes, topic, transport, files.images().size(), clock, observer)) {
      List<Submission> submissions = files.images().stream().map(this::submission).toList();
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

  private Submission submission(ImageFile image) {
    return new Submission(
        image.imageId(), image.path(), Optional.ofNullable(campaign), regionsOfInterest);
  }

  private static int exitCode(boolean complete, int failures) {
    if (!complete) {
      return ExitCode.STOPPED;
    }
    return failures == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
