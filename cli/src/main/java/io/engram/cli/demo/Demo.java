package io.engram.cli.demo;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.cli.platform.RunningPlatform;
import io.engram.cli.process.RunningProcessor;
import io.engram.cli.submit.Submission;
import io.engram.cli.submit.SubmissionRun;
import io.engram.cli.submit.SubmissionRun.Health;
import io.engram.cli.submit.Submitter.Transport;
import io.engram.model.bundle.ModelBundle;
import io.engram.platform.PlatformConfig;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.trace.ImageTraces;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.engram.schemas.topics.TopicSettings;
import io.engram.schemas.topics.TopicsApplier;
import io.engram.schemas.topics.TopicsNotAppliedException;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Composes the platform in this process, sends the images through it and closes it again. */
final class Demo {
  /** Enough to keep batches full; more would only make each image wait longer. */
  private static final int WINDOW = 128;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Console console;
  private final StopSignal stop;
  private final Clock clock;
  private final ModelBundle bundle;
  private final Path out;
  private final boolean keepRunning;

  Demo(
      Console console,
      StopSignal stop,
      Clock clock,
      ModelBundle bundle,
      Path out,
      boolean keepRunning) {
    this.console = console;
    this.stop = stop;
    this.clock = clock;
    this.bundle = bundle;
    this.out = out;
    this.keepRunning = keepRunning;
  }

  /**
   * Runs the demo.
   *
   * @return its exit status: failed only if no image was scored
   */
  int run(List<Submission> images) throws Exception {
    console.say("Starting a Kafka broker and a schema registry...");
    try (var data = ScratchFolder.in(out);
        var platform =
            RunningPlatform.start(PlatformConfig.ephemeral().withDataDirectory(data.path()))) {
      var connection =
          new Connection(platform.bootstrapServers(), platform.registryUrl(), Map.of(), Map.of());
      try (AvroSerdes serdes = connection.serdes()) {
        createTopics(connection, serdes);
        try (var processor =
            RunningProcessor.start(
                config(connection), bundle, ScoringMetrics.NONE, ImageTraces.none())) {
          Health health =
              () -> {
                platform.check();
                processor.check();
              };
          int exitCode = score(images, connection, serdes, health);
          if (keepRunning && !stop.isRaised()) {
            waitForCtrlC(connection, health);
          }
          return exitCode;
        }
      }
    }
  }

  private int score(
      List<Submission> images, Connection connection, AvroSerdes serdes, Health health)
      throws Exception {
    console.say(
        "Scoring %d images with %s %s"
            .formatted(images.size(), bundle.manifest().name(), bundle.manifest().version()));
    var results = new DemoResults(console, clock);
    try (var run =
        new SubmissionRun(
            connection,
            serdes,
            Topic.IMAGE_EVENTS,
            Transport.INLINE,
            images.size(),
            clock,
            results,
            OpenTelemetry.noop())) {
      boolean complete = run.complete(images, WINDOW, stop, health);
      results.finish(run.tally());
      if (!complete) {
        return ExitCode.STOPPED;
      }
      results.print();
      var output = new DemoOutput(console, clock, bundle, out);
      boolean written = output.write(images, results, run.tally(), connection, serdes, stop);
      if (!written) {
        return ExitCode.STOPPED;
      }
      return run.tally().scoredCount() > 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static void createTopics(Connection connection, AvroSerdes serdes)
      throws TopicsNotAppliedException, CommandFailedException {
    try (Admin admin = connection.admin()) {
      TopicsApplier.apply(admin, serdes.registry(), TopicSettings.defaults());
    }
  }

  private static ProcessorConfig config(Connection connection) {
    return ProcessorConfig.from(
        Map.of(
            "bootstrap.servers", connection.bootstrapServers(),
            "schema.registry.url", connection.registryUrl()));
  }

  private void waitForCtrlC(Connection connection, Health health)
      throws InterruptedException, CommandFailedException {
    console.say("");
    console.say("Still running. In another terminal:");
    console.say(
        "  engram submit --wait --bootstrap-servers %s --registry %s PHOTOS"
            .formatted(connection.bootstrapServers(), connection.registryUrl()));
    console.say(
        "  engram results --bootstrap-servers %s --registry %s"
            .formatted(connection.bootstrapServers(), connection.registryUrl()));
    console.say("Ctrl-C stops everything.");
    while (!stop.await(LOOK_EVERY)) {
      health.check();
    }
  }
}
