package io.engram.trainer.search.strategy;

import io.engram.trainer.search.space.AshaSpace;
import io.engram.trainer.search.space.Choice;
import io.engram.trainer.search.space.Parameter;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Asynchronous successive halving (Li et al., "A System for Massively Parallel Hyperparameter
 * Tuning", 2020, algorithm 2). Trials are drawn at random and trained until the first rung.
 * Whenever something is to be decided, the highest rung is looked at first: of its {@code n}
 * results, a trial among the best {@code floor(n / eta)} that has not gone on yet goes on; where
 * there is none on any rung, a new trial starts. Nobody waits for a rung to be complete.
 *
 * <p>As in the paper, a trial that was among the best when it went on may fall behind later, and
 * those that overtake it go on as well; so at the end every trial of the final best part has gone
 * on. What diverged never does.
 */
public final class Asha implements SearchStrategy {

  private static final int DRAWS = 1_000;

  private final AshaSpace space;
  private final Objective objective;
  private final List<Integer> rungs;
  private final List<Trial> trials;

  /**
   * @param space with a space of successive halving
   */
  public Asha(Space space) {
    this.space = space.asha().orElseThrow();
    this.objective = space.objective();
    this.rungs = this.space.rungs(space.recipe().epochs());
    this.trials = draw(this.space, space.recipe());
  }

  /** Different trials, as many as wanted or, of a small space, as there are. */
  private static List<Trial> draw(AshaSpace space, Recipe base) {
    var random = new SplittableRandom(space.seed());
    var known = new HashSet<Recipe>();
    List<Trial> trials = new ArrayList<>();
    for (int draws = 0; trials.size() < space.maxTrials() && draws < DRAWS; draws++) {
      var choices = new LinkedHashMap<String, String>();
      Recipe recipe = base;
      for (Parameter parameter : space.parameters()) {
        Choice choice = parameter.domain().draw(random);
        choices.put(parameter.name(), choice.label());
        recipe = recipe.with(choice.overrides());
      }
      if (known.add(recipe)) {
        trials.add(new Trial(trials.size(), choices, recipe));
        draws = 0;
      }
    }
    return List.copyOf(trials);
  }

  @Override
  public Decision next(Results results, Set<TrialJob.Key> running) {
    Optional<TrialJob> job = promotion(results, running).or(() -> newTrial(results, running));
    if (job.isPresent()) {
      return new Decision.Train(job.get());
    }
    return running.isEmpty() ? new Decision.Finished() : new Decision.Await();
  }

  private Optional<TrialJob> promotion(Results results, Set<TrialJob.Key> running) {
    for (int rung = rungs.size() - 2; rung >= 0; rung--) {
      List<TrialResult> ranked = ranked(rung, results);
      int further = rungs.get(rung + 1);
      for (TrialResult good : ranked.subList(0, ranked.size() / space.reductionFactor())) {
        TrialJob job = trials.get(good.job().trial().number()).until(further);
        if (score(good) > Objective.WORST && isOpen(job, results, running)) {
          return Optional.of(job);
        }
      }
    }
    return Optional.empty();
  }

  /** Results of a rung, the best first, earlier trials before equal later ones. */
  private List<TrialResult> ranked(int rung, Results results) {
    return trials.stream()
        .map(trial -> results.of(trial.until(rungs.get(rung)).key()))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingDouble(this::score).reversed())
        .toList();
  }

  private Optional<TrialJob> newTrial(Results results, Set<TrialJob.Key> running) {
    return trials.stream()
        .map(trial -> trial.until(rungs.get(0)))
        .filter(job -> isOpen(job, results, running))
        .findFirst();
  }

  private static boolean isOpen(TrialJob job, Results results, Set<TrialJob.Key> running) {
    return results.of(job.key()).isEmpty() && !running.contains(job.key());
  }

  private double score(TrialResult result) {
    return objective.score(result.outcome());
  }

  @Override
  public int parallelism() {
    return space.parallelism();
  }

  /** Compared at the first rung, which all trials have reached. */
  @Override
  public List<ParameterWorth> worth(Results results) {
    List<TrialResult> firstRung =
        trials.stream()
            .map(trial -> results.of(trial.until(rungs.get(0)).key()))
            .flatMap(Optional::stream)
            .toList();
    return space.parameters().stream()
        .map(parameter -> new Grouping(parameter, objective).worth(firstRung, rungs.get(0)))
        .toList();
  }
}
