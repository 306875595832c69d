package io.engram.cli.data;

import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram data}, the home of {@code check}, {@code publish} and {@code draw}. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Checks a data set before training, publishes it, or draws one.",
    synopsisSubcommandLabel = "COMMAND")
public final class DataCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command with its own commands. */
  public static CommandLine with(Console console, StopSignal stop) {
    return new CommandLine(new DataCommand())
        .addSubcommand(new CheckCommand(console, stop))
        .addSubcommand(new PublishCommand(console, stop))
        .addSubcommand(new DrawCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: check, publish or draw");
  }
}
