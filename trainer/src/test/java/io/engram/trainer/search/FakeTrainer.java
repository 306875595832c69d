package io.engram.trainer.search;

import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome;
import io.engram.trainer.search.trial.TrialOutcome.Diverged;
import io.engram.trainer.search.trial.TrialOutcome.Trained;
import io.engram.trainer.search.trial.TrialResult;
import io.engram.trainer.search.trial.TrialStoppedException;
import io.engram.trainer.search.trial.TrialTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Trains nothing: the score is the setting {@code x} less a penalty that shrinks with the epochs.
 * An {@code x} below 0 diverges. An epoch takes a minute.
 */
public final class FakeTrainer implements TrialTrainer {
  private final List<TrialJob> trained = new ArrayList<>();

  /** All jobs, in their order. */
  public List<TrialJob> trained() {
    return trained;
  }

  @Override
  public TrialOutcome train(
      TrialJob job,
      Path directory,
      Consumer<EpochFigures> epochEnded,
      BooleanSupplier stopRequested)
      throws TrialStoppedException {
    if (stopRequested.getAsBoolean()) {
      throw new TrialStoppedException();
    }
    trained.add(job);
    return outcome(job);
  }

  /** What training the job gives, always. */
  public static TrialOutcome outcome(TrialJob job) {
    double x = x(job.trial().recipe());
    if (x < 0) {
      return new Diverged(List.of(), 60, "step 1: loss is NaN");
    }
    List<EpochFigures> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= job.untilEpoch(); epoch++) {
      epochs.add(new EpochFigures(epoch, 60, 10 - x, Map.of("score", x - 1.0 / epoch)));
    }
    return new Trained(epochs);
  }

  /** The job's result. */
  public static TrialResult result(TrialJob job) {
    return new TrialResult(job, outcome(job), "fake");
  }

  private static double x(Recipe recipe) {
    return recipe.overrides().settings().values().stream().mapToDouble(v -> v.asDouble()).sum();
  }
}
