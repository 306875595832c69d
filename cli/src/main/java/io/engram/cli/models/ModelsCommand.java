package io.engram.cli.models;

import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram models}, the home of its commands. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps trained models in a store, and decides which of them serves.",
      "Processors that are started with model.store follow the decisions while they run."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with its own commands. */
  public static CommandLine with(Console console, StopSignal stop) {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new KeysCommand(console))
        .addSubcommand(new PublishCommand(console))
        .addSubcommand(new ListCommand(console))
        .addSubcommand(new ShowCommand(console))
        .addSubcommand(new DiffCommand(console))
        .addSubcommand(new PromoteCommand(console))
        .addSubcommand(new TrialCommand(console))
        .addSubcommand(new JudgeCommand(console, stop))
        .addSubcommand(new WithdrawCommand(console))
        .addSubcommand(new RollbackCommand(console))
        .addSubcommand(new VerifyCommand(console))
        .addSubcommand(new GcCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: " + String.join(", ", spec.subcommands().keySet()));
  }
}
