package io.engram.cli.models;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.StopSignal;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.trainer.judge.TrialWatch;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code engram models judge}: ends trials by their rules. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = {
      "Ends each trial that began with a rule (engram models promote --after): it is promoted or"
          + " withdrawn by what all processors report of it.",
      "Runs until Ctrl-C. engram retrain does the same beside its trainings; any number may run."
    })
final class JudgeCommand implements Callable<Integer> {
  private final Console console;
  private final StopSignal stop;

  @Mixin private ConnectionOptions connectionOptions;

  JudgeCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Exception {
    Connection connection = connectionOptions.connection();
    connection.check(Judging.TOPICS);
    try (AvroSerdes serdes = connection.serdes();
        var judge = BackgroundJudge.start(watch(connection, serdes))) {
      console.say("Judging trials. Ctrl-C stops.");
      stop.await();
      console.say("Stopped.");
      return ExitCode.OK;
    }
  }

  private TrialWatch watch(Connection connection, AvroSerdes serdes) {
    return new TrialWatch(Judging.clients(connection, serdes), Clock.systemUTC(), this::show);
  }

  private void show(ModelRelease decision) {
    console.say(Judging.line(decision));
  }
}
