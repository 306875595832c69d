package io.engram.cli.process;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.Installation;
import io.engram.cli.console.StopSignal;
import io.engram.cli.metrics.Health;
import io.engram.cli.metrics.Metrics;
import io.engram.cli.metrics.MetricsOptions;
import io.engram.cli.trace.Traces;
import io.engram.model.bundle.ModelBundle;
import io.engram.processor.config.InvalidConfigException;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.config.StreamConfig;
import io.engram.processor.metrics.ScoringMeters;
import io.engram.processor.trace.ImageTraces;
import io.engram.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram process}: runs a stream processor. */
@Command(
    name = "process",
    mixinStandardHelpOptions = true,
    description = {
      "Scores the images of the topics image-events and interactive-image-events with a model,"
          + " until Ctrl-C.",
      "Start it on several machines, and they share the partitions."
    },
    footer = {
      "",
      "Settings, whose meanings and defaults are in docs/configuration.md:",
      "  bootstrap.servers, schema.registry.url, application.id, instance.id,",
      "  processing.guarantee, stream.threads, commit.interval.ms,",
      "  window.per-partition, window.max-bytes,",
      "  decode.threads, decode.max-bytes, decode.max-pixels,",
      "  references.folders, references.hosts, references.private-hosts,",
      "  references.buckets, references.timeout-ms, references.connect-timeout-ms,",
      "  references.attempts, references.in-flight, references.per-host,",
      "  references.s3.endpoint, references.s3.region, references.s3.addressing,",
      "  references.s3.credentials,",
      "  batch.max-size, batch.max-latency-ms, batch.max-delay-ms,",
      "  cache.max-bytes, cache.max-age-minutes,",
      "  engine.device, engine.threads, engine.precision,",
      "  engine.gpus, engine.sessions, engine.cache-folder,",
      "  model.store, model.name, model.trusted-keys, model.cache-folder,",
      "  model.load-timeout-seconds, model.s3.endpoint, model.s3.region,",
      "  drift.window, drift.threshold, drift.features, drift.dataset,",
      "  and kafka.* for Kafka Streams and its clients.",
      "",
      "Example: engram process batch.max-size=32 engine.device=cpu"
    })
public final class ProcessCommand implements Callable<Integer> {
  private static final String STORE = "--store";
  private static final String S3_ENDPOINT = "--s3-endpoint";
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Console console;
  private final StopSignal stop;
  private final Installation installation;

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private MetricsOptions metricsOptions;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "Model bundle, which serves until another is released where model.store is set."
              + " Default: the shipped model, models/mobilenet.")
  private Path model;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings, one key=value a line. Settings on the command line win.")
  private Path configFile;

  @Option(
      names = STORE,
      paramLabel = "PLACE",
      defaultValue = "${env:ENGRAM_MODEL_STORE:-}",
      description =
          "Follow what is released of the models in this store, as the setting model.store does."
              + " Default: $$ENGRAM_MODEL_STORE, else none is followed.")
  private String store;

  @Option(
      names = S3_ENDPOINT,
      paramLabel = "URL",
      defaultValue = "${env:ENGRAM_S3_ENDPOINT:-}",
      description =
          "Address of the store, as the setting model.s3.endpoint. Default: $$ENGRAM_S3_ENDPOINT,"
              + " else Amazon's.")
  private String s3Endpoint;

  @Parameters(
      paramLabel = "KEY=VALUE",
      description = "Settings of the processor; a wrong one is answered with the right ones.")
  private List<String> settings = List.of();

  public ProcessCommand(Console console, StopSignal stop, Installation installation) {
    this.console = console;
    this.stop = stop;
    this.installation = installation;
  }

  @Override
  public Integer call() throws Exception {
    ProcessorConfig config = config(connectionOptions.connection());
    ModelBundle bundle = ModelBundle.open(model == null ? installation.shippedModel() : model);
    connection(config.stream()).check(List.of(Topic.values()));
    try (Metrics metrics = metricsOptions.open(console);
        Traces traces = Traces.open("engram-processor");
        var processor =
            RunningProcessor.start(
                config,
                bundle,
                new ScoringMeters(metrics.registry()).and(new SwapLines(console)),
                new ImageTraces(traces.telemetry()))) {
      metrics.answerFor(new Health(processor::isLive, processor::isReady));
      processor.bindTo(metrics.registry());
      console.say(
          "Scoring with %s from %s. Ctrl-C stops."
              .formatted(processor.serving(), config.stream().bootstrapServers()));
      installation.log().ifPresent(log -> console.say("Log: " + log));
      while (!stop.await(LOOK_EVERY)) {
        processor.check();
      }
      console.say("Stopping...");
      return ExitCode.OK;
    }
  }

  private static Connection connection(StreamConfig stream) {
    return new Connection(
        stream.bootstrapServers(), stream.registryUrl(), stream.kafka(), stream.registry());
  }

  /** What is on the command line wins over the file, and the file over defaults. */
  private ProcessorConfig config(Connection options) throws CommandFailedException {
    Map<String, String> values = new LinkedHashMap<>();
    options.clientProperties().forEach((key, value) -> values.put("kafka." + key, value));
    options
        .registryProperties()
        .forEach((key, value) -> values.put(Connection.REGISTRY_PREFIX + key, value));
    if (configFile != null) {
      values.putAll(ConnectionOptions.read(configFile, "--config"));
    }
    put(
        values,
        "bootstrap.servers",
        ConnectionOptions.BOOTSTRAP_SERVERS,
        options.bootstrapServers());
    put(values, "schema.registry.url", ConnectionOptions.REGISTRY, options.registryUrl());
    put(values, "model.store", STORE, store);
    put(values, "model.s3.endpoint", S3_ENDPOINT, s3Endpoint);
    settings.forEach(setting -> put(values, setting));
    try {
      return ProcessorConfig.from(values);
    } catch (InvalidConfigException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** What was written wins over the file, which wins over what the environment says. */
  private void put(Map<String, String> values, String key, String option, String value) {
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      values.put(key, value);
    } else if (!value.isEmpty()) {
      values.putIfAbsent(key, value);
    }
  }

  private void put(Map<String, String> values, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new ParameterException(
          spec.commandLine(), "'" + setting + "' is not a setting: write it as key=value");
    }
    values.put(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
  }
}
