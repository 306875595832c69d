package io.engram.trainer.search;

import io.engram.trainer.search.strategy.Decision;
import io.engram.trainer.search.strategy.SearchStrategy;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome.Trained;
import io.engram.trainer.search.trial.TrialResult;
import io.engram.trainer.search.trial.TrialStoppedException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Asks a strategy for jobs, has them trained and writes their results down, until the end. */
public final class Search {

  /** Why a search ended. */
  public enum Ending {
    /** The strategy wants no more. */
    COMPLETE,
    /** There may be no more training. */
    BUDGET_SPENT,
    /** It was asked to stop. */
    STOPPED
  }

  private final SearchStrategy strategy;
  private final Objective objective;
  private final Budget budget;
  private final ResultsFile file;
  private final TrialExecutor executor;
  private final SearchListener listener;
  private final Set<TrialJob.Key> running;

  /**
   * @param file results so far and those to come; stays the caller's to close
   * @param executor stays the caller's to close
   */
  public Search(
      SearchStrategy strategy,
      Objective objective,
      Budget budget,
      ResultsFile file,
      TrialExecutor executor,
      SearchListener listener) {
    this.strategy = strategy;
    this.objective = objective;
    this.budget = budget;
    this.file = file;
    this.executor = executor;
    this.listener = listener;
    this.running = new HashSet<>(executor.pending());
  }

  /**
   * Searches until the end, or goes on with that; blocks meanwhile.
   *
   * @param stopRequested whether to stop; what is under way here ends after its step and can go on
   * @throws IOException if results cannot be written or trials cannot be trained at all
   */
  public Ending run(BooleanSupplier stopRequested) throws IOException, InterruptedException {
    while (!stopRequested.getAsBoolean()) {
      submitAll();
      if (running.isEmpty()) {
        return ending();
      }
      try {
        record(executor.take(stopRequested));
      } catch (TrialStoppedException e) {
        return Ending.STOPPED;
      }
    }
    return Ending.STOPPED;
  }

  private Ending ending() throws IOException {
    if (!(strategy.next(file.results(), running) instanceof Decision.Finished)) {
      return Ending.BUDGET_SPENT;
    }
    executor.completed();
    return Ending.COMPLETE;
  }

  private void submitAll() throws IOException, InterruptedException {
    int capacity = Math.min(executor.capacity(), strategy.parallelism());
    while (running.size() < capacity
        && !budget.isSpent(file.results().seconds())
        && strategy.next(file.results(), running) instanceof Decision.Train train) {
      running.add(train.job().key());
      listener.submitted(train.job());
      executor.submit(train.job());
    }
  }

  private void record(TrialResult result) throws IOException {
    requireMetric(result);
    running.remove(result.job().key());
    if (!file.append(result)) {
      listener.repeated(result);
      return;
    }
    executor.recorded(result);
    listener.finished(result, file.results());
  }

  private void requireMetric(TrialResult result) throws IOException {
    if (result.outcome() instanceof Trained trained && !trained.last().has(objective.metric())) {
      throw new IOException(
          "the objective's metric '%s' does not exist; choose loss or one of %s"
              .formatted(objective.metric(), trained.last().metrics().keySet()));
    }
  }
}
