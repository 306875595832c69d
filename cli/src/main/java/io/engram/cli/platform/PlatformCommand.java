package io.engram.cli.platform;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.platform.PlatformConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram platform}: runs until it is stopped. */
@Command(
    name = "platform",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a real Kafka broker and a Confluent-compatible schema registry on this machine until"
          + " Ctrl-C, for work without a cluster.",
      "Neither asks who is there: give --host only in a network that you trust."
    })
public final class PlatformCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Console console;
  private final StopSignal stop;

  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Where to listen, and where clients find both. Default: ${DEFAULT-VALUE}, for this"
              + " machine only.")
  private String host;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "" + ConnectionOptions.KAFKA_PORT,
      description = "Default: ${DEFAULT-VALUE}; 0 takes a free one.")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "" + ConnectionOptions.REGISTRY_PORT,
      description = "Default: ${DEFAULT-VALUE}; 0 takes a free one.")
  private int registryPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "engram-data",
      description = "Where the broker keeps its records. Default: ${DEFAULT-VALUE}.")
  private Path data;

  public PlatformCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    PlatformConfig config = config();
    console.say("Starting the broker and the registry...");
    try (var platform = RunningPlatform.start(config)) {
      console.print("bootstrap servers  " + platform.bootstrapServers());
      console.print("schema registry    " + platform.registryUrl());
      console.say("Ready. Ctrl-C stops both.");
      while (!stop.await(LOOK_EVERY)) {
        platform.check();
      }
      console.say("Stopping...");
    }
    return ExitCode.OK;
  }

  private PlatformConfig config() {
    try {
      return PlatformConfig.ephemeral()
          .withHost(host)
          .withPorts(kafkaPort, registryPort)
          .withDataDirectory(data);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
