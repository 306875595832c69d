package io.engram.cli.search;

import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram search}, the home of {@code run}, {@code worker} and {@code report}. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Finds out which network, optimiser, loss and augmentation are worth what.",
      "The paper's procedure varies one parameter at a time and keeps the best; successive halving"
          + " (ASHA) tries many combinations briefly and trains the best further."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example: engram search run --space trainer/spaces/light.json --dataset vischema-plus"
          + " --minutes 60"
    })
public final class SearchCommand implements Runnable {
  @Spec private CommandSpec spec;

  private SearchCommand() {}

  /** The command with its own commands. */
  public static CommandLine commandLine(Console console, StopSignal stop) {
    return new CommandLine(new SearchCommand())
        .addSubcommand(new RunCommand(console, stop))
        .addSubcommand(new WorkerCommand(console, stop))
        .addSubcommand(new ReportCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: run, worker or report");
  }
}
