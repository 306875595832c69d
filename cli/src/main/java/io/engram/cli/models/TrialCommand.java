package io.engram.cli.models;

import io.engram.cli.connection.Connection;
import io.engram.cli.connection.ConnectionOptions;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.TrialRule;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.trainer.judge.TrialEvidence;
import io.engram.trainer.judge.TrialJudge;
import io.engram.trainer.judge.TrialVerdict;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code engram models trial}: shows what is seen of a trial. */
@Command(
    name = "trial",
    mixinStandardHelpOptions = true,
    description = "Shows what processors report of the version of a model that is on trial.")
final class TrialCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "Name of the model.")
  private String name;

  @Mixin private ConnectionOptions connectionOptions;

  TrialCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Connection connection = connectionOptions.connection();
    connection.check(Judging.TOPICS);
    try (AvroSerdes serdes = connection.serdes()) {
      ModelRelease trial = Trials.of(name, connection.releases(serdes));
      try (var consumer = connection.consumer(Set.copyOf(Judging.TOPICS))) {
        print(trial, Judging.reader(consumer, serdes).of(trial));
      }
      return ExitCode.OK;
    }
  }

  private void print(ModelRelease trial, TrialEvidence evidence) {
    boolean shadow = trial.getDecision() == ReleaseDecision.SHADOW;
    console.print(
        "%s %s, %s of %s%% of the images, beside %s, since %s"
            .formatted(
                name,
                trial.getVersion(),
                shadow ? "a shadow" : "a canary",
                Percent.of(trial.getShare()),
                trial.getParentVersion() == null ? "the given model" : trial.getParentVersion(),
                trial.getReleasedAt()));
    line("", "on trial", "serving");
    line("images", count(evidence.images()), count(evidence.championImages()));
    line("mean score", figure(evidence.meanScore()), figure(evidence.championMeanScore()));
    line(
        "ms on the engine",
        figure(evidence.inferenceMillis()),
        figure(evidence.championInferenceMillis()));
    line("failures", figure(evidence.failures()), "");
    if (shadow) {
      line("agreement", figure(evidence.agreement()), "");
      line("missed", count(evidence.missed()), "");
    }
    console.print(verdict(trial.getRule(), evidence));
  }

  private static String verdict(TrialRule rule, TrialEvidence evidence) {
    if (rule == null) {
      return evidence
          .refusal()
          .map(refusal -> "A processor cannot run it. " + refusal)
          .orElse("It goes on until somebody promotes or withdraws it.");
    }
    TrialVerdict verdict = TrialJudge.judge(rule, evidence);
    return verdict.title() + ": " + verdict.why();
  }

  private void line(String what, String challenger, String champion) {
    console.print("%-16s  %10s  %10s".formatted(what, challenger, champion).stripTrailing());
  }

  private static String count(long images) {
    return String.format(Locale.ROOT, "%,d", images);
  }

  private static String figure(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "-";
  }
}
