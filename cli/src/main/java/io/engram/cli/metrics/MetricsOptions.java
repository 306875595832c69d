package io.engram.cli.metrics;

import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether and where a command tells its metrics. */
public final class MetricsOptions {
  private static final String PORT = "--metrics-port";
  private static final int LARGEST = 65_535;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = PORT,
      paramLabel = "N",
      description =
          "Answer GET /metrics on this port, in Prometheus' format, and /health/live and"
              + " /health/ready; 0: on any that is free. Default: not at all.")
  private Integer port;

  /**
   * A place to count, which tells if that is asked for.
   *
   * @throws CommandFailedException if the port is taken
   */
  public Metrics open(Console console) throws CommandFailedException {
    if (port == null) {
      return Metrics.untold();
    }
    if (port < 0 || port > LARGEST) {
      throw new ParameterException(
          spec.commandLine(), "%s must be from 0 to %d, was %d".formatted(PORT, LARGEST, port));
    }
    Metrics metrics = Metrics.on(port);
    new GpuMemory("nvidia-smi").bindTo(metrics.registry());
    metrics
        .port()
        .ifPresent(open -> console.say("Metrics: http://localhost:%d/metrics".formatted(open)));
    return metrics;
  }
}
