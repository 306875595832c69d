package io.engram.cli;

import io.engram.cli.bench.BenchCommand;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.Installation;
import io.engram.cli.console.StopSignal;
import io.engram.cli.data.DataCommand;
import io.engram.cli.demo.DemoCommand;
import io.engram.cli.evaluate.EvaluateCommand;
import io.engram.cli.explain.ExplainCommand;
import io.engram.cli.models.ModelsCommand;
import io.engram.cli.platform.PlatformCommand;
import io.engram.cli.process.ProcessCommand;
import io.engram.cli.results.ResultsCommand;
import io.engram.cli.retrain.RetrainCommand;
import io.engram.cli.search.SearchCommand;
import io.engram.cli.submit.SubmitCommand;
import io.engram.cli.topics.TopicsCommand;
import io.engram.cli.train.TrainCommand;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code engram} command: constructs every command and runs the one that was asked for. */
@Command(
    name = "engram",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Tells which regions of a picture others will remember, as a stream.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Start with @|bold engram demo|@ or @|bold engram demo PHOTOS|@: it needs nothing else.",
      "Every command explains itself: engram COMMAND --help.",
      "Exit status: 0 done, 1 something failed, 2 wrong command line, 130 stopped."
    })
public final class Engram implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  private final Console console;
  private final StopSignal stop;
  private final Installation installation;

  Engram(Console console, StopSignal stop, Installation installation) {
    this.console = console;
    this.stop = stop;
    this.installation = installation;
  }

  /** Runs one command and exits with its status. */
  public static void main(String[] args) {
    runAndExit(new StopSignal(), args);
  }

  /**
   * The same for a program that has reasons of its own to stop the command.
   *
   * @param stop raised by Ctrl-C too
   */
  public static void runAndExit(StopSignal stop, String... args) {
    Logging logging = Logging.begin(args, System.getenv());
    stopOnCtrlC(stop);
    var engram = new Engram(logging.console(), stop, logging.installation());
    try (logging) {
      System.exit(engram.run(args));
    } catch (Throwable e) {
      // Clients that are still open have threads that would keep this process alive for ever.
      try {
        engram.failed(e);
      } finally {
        Runtime.getRuntime().halt(ExitCode.FAILED);
      }
    }
  }

  /** The first Ctrl-C asks the command to stop and close everything; the second doesn't ask. */
  private static void stopOnCtrlC(StopSignal stop) {
    var asked = new AtomicBoolean();
    Runnable handler =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.STOPPED);
          }
          stop.raise();
        };
    Signals.register("INT", handler);
    Signals.register("TERM", handler);
    // A terminal that is closed.
    Signals.register("HUP", handler);
  }

  /**
   * Runs one command.
   *
   * @return its exit status, see {@link ExitCode}
   */
  int run(String... args) {
    return commandLine().execute(args);
  }

  CommandLine commandLine() {
    CommandLine commands =
        new CommandLine(this)
            .addSubcommand(new DemoCommand(console, stop, installation))
            .addSubcommand(new PlatformCommand(console, stop))
            .addSubcommand(new TopicsCommand(console))
            .addSubcommand(new ProcessCommand(console, stop, installation))
            .addSubcommand(new SubmitCommand(console, stop))
            .addSubcommand(new ResultsCommand(console, stop))
            .addSubcommand(new TrainCommand(console, stop))
            .addSubcommand(new EvaluateCommand(console, stop, installation))
            .addSubcommand(DataCommand.with(console, stop))
            .addSubcommand(SearchCommand.commandLine(console, stop))
            .addSubcommand(new RetrainCommand(console, stop, installation))
            .addSubcommand(ModelsCommand.with(console, stop))
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new BenchCommand())
            .setOut(console.out())
            .setErr(console.err())
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(this::wrongUsage)
            .setExecutionExceptionHandler(this::failed);
    giveVersion(commands);
    return commands;
  }

  /** Every command has --version, and picocli leaves those of subcommands blank. */
  private static void giveVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(Engram::giveVersion);
  }

  /** Without a command there is nothing to do but to say what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(console.out());
  }

  private int wrongUsage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    console.say("engram: " + ErrorLine.oneLine(failure.getMessage()));
    UnmatchedArgumentException.printSuggestions(failure, console.err());
    console.say("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private int failed(Exception failure, CommandLine command, ParseResult parsed) {
    failed(failure);
    return ExitCode.FAILED;
  }

  private void failed(Throwable failure) {
    String line = ErrorLine.of(failure) + remedy(failure);
    if (installation.log().isEmpty()) {
      // Where logs are collected, this is what people are to be woken by.
      LoggerFactory.getLogger(Engram.class).error(line, failure);
      return;
    }
    console.say("engram: " + line);
    if (!ErrorLine.isExpected(failure)) {
      installation.log().ifPresent(log -> console.say("Log: " + log));
    }
    if (debug) {
      failure.printStackTrace(console.err());
    }
  }

  /** What Java's own errors don't say. */
  private static String remedy(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return ". Give Java more memory: ENGRAM_JAVA_OPTS=-Xmx2g.";
    }
    if (failure instanceof LinkageError) {
      return ". Build again: ./mvnw clean package -DskipTests.";
    }
    return "";
  }
}
