package io.engram.trainer.search.strategy;

import io.engram.trainer.search.space.Choice;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.Space.ListedParameter;
import io.engram.trainer.search.strategy.ParameterWorth.ChoiceWorth;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The paper's procedure: try all choices of the first parameter, keep the best, go on to the second
 * with it, and so on. A choice's score is the mean over all seeds; one that fails with any seed is
 * not kept, and if all fail, the parameter stays as it was. The first of equal choices is kept.
 * What was trained already, such as a value that is the present one, is not trained again.
 */
public final class OneAtATime implements SearchStrategy {

  private final Space space;
  private final Function<Recipe, ?> training;

  /**
   * @param training what a recipe comes to: equal for recipes that give the same training, however
   *     they are written; a pure function
   */
  public OneAtATime(Space space, Function<Recipe, ?> training) {
    this.space = space;
    this.training = training;
  }

  @Override
  public Decision next(Results results, Set<TrialJob.Key> running) {
    boolean waiting = false;
    for (Trial trial : new Plan(results).trials) {
      TrialJob job = job(trial);
      if (results.of(job.key()).isEmpty()) {
        if (!running.contains(job.key())) {
          return new Decision.Train(job);
        }
        waiting = true;
      }
    }
    return waiting ? new Decision.Await() : new Decision.Finished();
  }

  /** All choices of a step are independent. */
  @Override
  public int parallelism() {
    return Integer.MAX_VALUE;
  }

  @Override
  public List<ParameterWorth> worth(Results results) {
    return new Plan(results)
        .steps.stream()
            .map(
                step ->
                    new ParameterWorth(
                        step.parameter.name(),
                        space.recipe().epochs(),
                        step.alternatives.stream()
                            .map(choice -> worth(step, choice, results))
                            .toList()))
            .toList();
  }

  private ChoiceWorth worth(Step step, Alternative alternative, Results results) {
    List<TrialResult> known = known(alternative, results);
    List<Double> scores = scores(known);
    return new ChoiceWorth(
        alternative.choice.label(),
        known.size(),
        known.size() - scores.size(),
        scores,
        step.kept.filter(alternative::equals).isPresent());
  }

  private static List<TrialResult> known(Alternative alternative, Results results) {
    return alternative.trials.stream()
        .map(trial -> results.of(job(trial).key()))
        .flatMap(Optional::stream)
        .toList();
  }

  private List<Double> scores(List<TrialResult> results) {
    return results.stream()
        .map(result -> space.objective().score(result.outcome()))
        .filter(score -> score > Objective.WORST)
        .toList();
  }

  private static TrialJob job(Trial trial) {
    return trial.until(trial.recipe().epochs());
  }

  /** A choice of a step, with a trial for each seed. */
  private record Alternative(Choice choice, List<Trial> trials) {}

  /** A parameter's turn; without a kept choice if it is not over or everything failed. */
  private record Step(
      ListedParameter parameter, List<Alternative> alternatives, Optional<Alternative> kept) {}

  /** What the results so far make of the procedure: all steps up to the first that is not over. */
  private final class Plan {
    private final Results results;
    private final List<Trial> trials = new ArrayList<>();
    private final Map<Object, Trial> byTraining = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, String> choices = new LinkedHashMap<>();
    private Recipe best = space.recipe();

    Plan(Results results) {
      this.results = results;
      for (ListedParameter parameter : space.oneAtATime()) {
        if (!step(parameter)) {
          return;
        }
      }
    }

    /** Returns whether the step is over. */
    private boolean step(ListedParameter parameter) {
      List<Alternative> alternatives =
          parameter.domain().choices().stream()
              .map(choice -> new Alternative(choice, trials(parameter, choice)))
              .toList();
      boolean over =
          alternatives.stream()
              .allMatch(alternative -> known(alternative, results).size() == space.seeds().size());
      Optional<Alternative> kept = over ? best(alternatives) : Optional.empty();
      steps.add(new Step(parameter, alternatives, kept));
      kept.ifPresent(
          alternative -> {
            best = best.with(alternative.choice.overrides());
            choices.put(parameter.name(), alternative.choice.label());
          });
      return over;
    }

    private List<Trial> trials(ListedParameter parameter, Choice choice) {
      var chosen = new LinkedHashMap<>(choices);
      chosen.put(parameter.name(), choice.label());
      return space.seeds().stream()
          .map(seed -> trial(chosen, best.with(choice.overrides()).withSeed(seed)))
          .toList();
    }

    private Trial trial(Map<String, String> chosen, Recipe recipe) {
      return byTraining.computeIfAbsent(
          training.apply(recipe),
          unknown -> {
            var fresh = new Trial(trials.size(), chosen, recipe);
            trials.add(fresh);
            return fresh;
          });
    }

    private Optional<Alternative> best(List<Alternative> alternatives) {
      Alternative best = null;
      double bestMean = Objective.WORST;
      for (Alternative alternative : alternatives) {
        double mean = mean(alternative);
        if (mean > bestMean) {
          best = alternative;
          bestMean = mean;
        }
      }
      return Optional.ofNullable(best);
    }

    private double mean(Alternative alternative) {
      return known(alternative, results).stream()
          .mapToDouble(result -> space.objective().score(result.outcome()))
          .average()
          .orElse(Objective.WORST);
    }
  }
}
