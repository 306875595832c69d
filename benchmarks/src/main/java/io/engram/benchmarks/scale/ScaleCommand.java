package io.engram.benchmarks.scale;

import io.engram.cli.console.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram bench scale}: plans machines. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Plans cores, GPUs, partitions, brokers, disks and their cost for so many images a second, from"
          + " what stages were measured to cost. Measures nothing; docs/scale.md explains."
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
      names = "--keep-hours",
      paramLabel = "N",
      split = ",",
      defaultValue = "168,720,2160",
      description =
          "How long images, heatmaps and scores stay in their topics. Default: ${DEFAULT-VALUE}.")
  private List<Integer> hours;

  public ScaleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (rates.stream().anyMatch(rate -> !(rate > 0))) {
      throw new ParameterException(spec.commandLine(), "--rate must be above 0, was " + rates);
    }
    if (hours.size() != 3 || hours.stream().anyMatch(one -> one < 0)) {
      throw new ParameterException(
          spec.commandLine(), "--keep-hours are three numbers of hours, was " + hours);
    }
    var assumptions = Assumptions.careful().keeping(hours.get(0), hours.get(1), hours.get(2));
    var model = new ScaleModel(StageCosts.measured(), assumptions);
    console.print("The model on processors' cores:");
    ScaleTable.lines(rates, model::onCpu).forEach(console::print);
    console.print("");
    console.print("The model on GPUs:");
    ScaleTable.lines(rates, model::onGpu).forEach(console::print);
    return 0;
  }
}
