package io.engram.benchmarks.scale;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram bench scale}: plans machines. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Plans cores, GPUs, partitions, brokers, disks and their cost for so many images a second, from"
          + " what stages were measured to cost. Measures nothing; docs/scale.md explains."
    },
    footer = {
      "",
      "Examples: engram bench scale --rate 500 keep.image-hours=24 price.core-hour=0.03",
      "          engram bench scale --brokers 3 broker.disk-gigabytes=500"
    })
public final class ScaleCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      split = ",",
      defaultValue = "10,1000,100000",
      description = "Images a second. Default: ${DEFAULT-VALUE}.")
  private List<Double> rates;

  @Option(
      names = "--brokers",
      paramLabel = "N",
      split = ",",
      description = "Instead of planning: how many images a second so many brokers bear.")
  private List<Integer> brokers = List.of();

  @Option(
      names = "--assumptions",
      paramLabel = "FILE",
      description = "What to assume instead of the usual, one KEY=VALUE a line.")
  private Path file;

  @Option(
      names = "--show-assumptions",
      description = "Instead of planning: print what is assumed, as such a file to begin with.")
  private boolean show;

  @Parameters(
      paramLabel = "KEY=VALUE",
      description = "Single assumptions, which win over the file.")
  private List<String> settings = List.of();

  public ScaleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Assumptions assumptions = assumptions();
    if (rates.stream().anyMatch(rate -> !(rate > 0))) {
      throw wrong("--rate must be above 0, was " + rates);
    }
    double replicas = assumptions.get(Assumption.REPLICAS);
    if (brokers.stream().anyMatch(count -> count < replicas)) {
      throw wrong(
          "--brokers must be at least the %.0f replicas, was %s".formatted(replicas, brokers));
    }
    if (show) {
      assumptions.lines().forEach(console::print);
    } else if (!brokers.isEmpty()) {
      ScaleTable.brokers(brokers, new Brokers(assumptions)).forEach(console::print);
    } else {
      printPlans(new ScaleModel(assumptions));
    }
    return 0;
  }

  private void printPlans(ScaleModel model) {
    console.print("The model on processors' cores:");
    ScaleTable.plans(rates, model::onCpu).forEach(console::print);
    console.print("");
    console.print("The model on GPUs:");
    ScaleTable.plans(rates, model::onGpu).forEach(console::print);
  }

  private Assumptions assumptions() throws CommandFailedException {
    Map<String, String> given = new HashMap<>();
    if (file != null) {
      given.putAll(ConnectionOptions.read(file, "--assumptions"));
    }
    settings.forEach(setting -> put(given, setting));
    try {
      return Assumptions.of(given);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private void put(Map<String, String> given, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw wrong("'" + setting + "' is not an assumption: write it as key=value");
    }
    given.put(setting.substring(0, equals).strip(), setting.substring(equals + 1));
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
