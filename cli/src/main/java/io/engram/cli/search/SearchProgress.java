package io.engram.cli.search;

import io.engram.cli.console.Console;
import io.engram.trainer.search.Budget;
import io.engram.trainer.search.SearchDirectory;
import io.engram.trainer.search.SearchListener;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome.Diverged;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialResult;
import java.util.Locale;
import java.util.Optional;

/** A line for each trial that starts, each epoch and each result. */
final class SearchProgress implements SearchListener {
  private final Console console;
  private final Objective objective;
  private final Budget budget;
  private final Results known;
  private double secondsUnderWay;

  /**
   * @param known results of earlier runs; grows while the search runs
   */
  SearchProgress(Console console, SearchDirectory directory, Budget budget, Results known) {
    this.console = console;
    this.objective = directory.space().objective();
    this.budget = budget;
    this.known = known;
    console.say(
        "Searching %s in %s: %d results so far%s"
            .formatted(directory.kind().label(), directory.path(), known.size(), bestAndBudget()));
  }

  @Override
  public void submitted(TrialJob job) {
    secondsUnderWay = 0;
    console.say(
        "trial %d until epoch %d: %s"
            .formatted(job.trial().number(), job.untilEpoch(), job.trial().choices()));
  }

  /** An epoch of a trial that is trained here. */
  void epochEnded(TrialJob job, EpochFigures epoch) {
    secondsUnderWay += epoch.seconds();
    console.say(
        String.format(
            Locale.ROOT,
            "trial %d  epoch %d/%d  loss %.4f  %s %.4f%s",
            job.trial().number(),
            epoch.epoch(),
            job.untilEpoch(),
            epoch.loss(),
            objective.metric(),
            epoch.figure(objective.metric()),
            bestAndBudget()));
  }

  @Override
  public void finished(TrialResult result, Results results) {
    secondsUnderWay = 0;
    console.say("trial %d: %s%s".formatted(result.trial(), describe(result), bestAndBudget()));
  }

  @Override
  public void repeated(TrialResult result) {
    console.say("trial %d: finished before, not counted again".formatted(result.trial()));
  }

  private String describe(TrialResult result) {
    if (result.outcome() instanceof Diverged diverged) {
      return "diverged (" + diverged.detail() + ")";
    }
    if (result.outcome() instanceof Refused refused) {
      return "refused (" + refused.detail() + ")";
    }
    return String.format(
        Locale.ROOT,
        "%s %.4f after %d epochs (%s)",
        objective.metric(),
        objective.figure(objective.score(result.outcome())),
        result.job().untilEpoch(),
        result.worker());
  }

  private String bestAndBudget() {
    Optional<TrialResult> best = known.best(objective);
    String text =
        best.map(
                result ->
                    String.format(
                        Locale.ROOT,
                        "; best so far %.4f (trial %d)",
                        objective.figure(objective.score(result.outcome())),
                        result.trial()))
            .orElse("");
    return text
        + budget
            .left(known.seconds() + secondsUnderWay)
            .map(
                left ->
                    String.format(Locale.ROOT, "; %.1f minutes left", left.toMillis() / 60_000.0))
            .orElse("");
  }
}
