package io.engram.cli.models;

import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.TrialEnd;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code engram models withdraw}: ends a trial. */
@Command(
    name = "withdraw",
    mixinStandardHelpOptions = true,
    description = "Ends the trial of a model: the one that serves scores all images again.")
final class WithdrawCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "Name of the model.")
  private String name;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "withdrawn by hand",
      description = "Why, for those who ask later. Default: ${DEFAULT-VALUE}.")
  private String reason;

  @Mixin private ConnectionOptions connection;

  WithdrawCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    var desk = new ReleaseDesk(connection.connection());
    ModelRelease trial = Trials.of(name, desk.read());
    desk.publish(TrialEnd.withdrawn(trial, reason, Instant.now()));
    console.say("%s %s is not tried any more.".formatted(name, trial.getVersion()));
    return ExitCode.OK;
  }
}
