package io.engram.k8s;

import io.engram.cli.console.Console;
import io.engram.cli.console.Installation;
import io.engram.cli.console.StopSignal;
import io.engram.cli.data.DataCommand;
import io.engram.cli.models.ModelsCommand;
import io.engram.cli.process.ProcessCommand;
import io.engram.cli.results.ResultsCommand;
import io.engram.cli.retrain.RetrainCommand;
import io.engram.cli.submit.SubmitCommand;
import io.engram.cli.topics.TopicsCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** The commands of {@code engram} that run in a cluster. */
final class Commands {
  private static final Installation INSTALLATION =
      new Installation(Path.of("").toAbsolutePath().getParent(), Optional.empty());

  private final StringWriter printed = new StringWriter();
  private final StopSignal stop = new StopSignal();

  /** Says whether words are understood. */
  static CommandLine commandLine() {
    return new Commands().open();
  }

  private CommandLine open() {
    var writer = new PrintWriter(printed, true);
    var console = new Console(writer, writer, false);
    return new CommandLine(CommandLine.Model.CommandSpec.create())
        .addSubcommand(new ProcessCommand(console, stop, INSTALLATION))
        .addSubcommand(new RetrainCommand(console, stop, INSTALLATION))
        .addSubcommand(new SubmitCommand(console, stop))
        .addSubcommand(new ResultsCommand(console, stop))
        .addSubcommand(new TopicsCommand(console))
        .addSubcommand(DataCommand.with(console, stop))
        .addSubcommand(ModelsCommand.with(console, stop))
        .setErr(writer)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** What a command printed, and how it ended. */
  record Run(int exitCode, String printed) {}

  static Run run(String... words) {
    var commands = new Commands();
    int exitCode = commands.open().execute(words);
    return new Run(exitCode, commands.printed.toString());
  }

  /** A command that runs until it is stopped. */
  static final class Running implements AutoCloseable {
    private final Commands commands = new Commands();
    private final CompletableFuture<Integer> end;

    Running(String... words) {
      end =
          CompletableFuture.supplyAsync(
              () -> commands.open().execute(words),
              task -> new Thread(task, "engram " + Arrays.toString(words)).start());
    }

    String printed() {
      return commands.printed.toString();
    }

    boolean isRunning() {
      return !end.isDone();
    }

    /** Stops it; its exit status. */
    int stop() throws Exception {
      commands.stop.raise();
      return end.get(2, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws Exception {
      stop();
    }
  }
}
