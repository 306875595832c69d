package io.engram.trainer.search.training;

import io.engram.model.bundle.NearestName;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.search.space.Choice;
import io.engram.trainer.search.space.Domain;
import io.engram.trainer.search.space.InvalidSpaceException;
import io.engram.trainer.search.space.Parameter;
import io.engram.trainer.search.space.Space;
import io.engram.trainer.search.space.Space.ListedParameter;
import io.engram.trainer.search.strategy.StrategyKind;
import io.engram.trainer.search.trial.Recipe;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds settings and metrics that do not exist and values that never fit before anything is
 * trained. Each choice is looked at beside the first choices of the other parameters: which choices
 * do not fit each other shows only when they meet, as a refused trial.
 */
public final class SpaceCheck {

  private final TrialStart start;
  private final Set<String> errors = new LinkedHashSet<>();
  private boolean usesBackbone;

  private SpaceCheck(TrialStart start) {
    this.start = start;
  }

  /**
   * Checks the choices of one strategy.
   *
   * @param start what trials start from
   * @param source what to call the space
   * @throws InvalidSpaceException names every choice that cannot be trained
   */
  public static void check(Space space, StrategyKind kind, TrialStart start, String source)
      throws InvalidSpaceException {
    var check = new SpaceCheck(start);
    check.check(space, kind);
    if (!check.errors.isEmpty()) {
      throw new InvalidSpaceException(source, List.copyOf(check.errors));
    }
  }

  private void check(Space space, StrategyKind kind) {
    String metric = space.objective().metric();
    if (!ValidationMetrics.OBJECTIVES.contains(metric)) {
      errors.add(
          "objective.metric '%s' does not exist, did you mean '%s'? There are %s"
              .formatted(
                  metric,
                  NearestName.to(metric, ValidationMetrics.OBJECTIVES),
                  ValidationMetrics.OBJECTIVES));
    }
    check("", space.recipe());
    if (errors.isEmpty()) {
      List<Parameter> parameters = parameters(space, kind);
      for (Parameter varied : parameters) {
        for (Choice choice : choices(varied.domain())) {
          Recipe recipe = beside(varied, parameters, space.recipe()).with(choice.overrides());
          check(varied.name() + " = " + choice.label() + ": ", recipe);
        }
      }
    }
    if (errors.isEmpty() && start.backbone().isPresent() && !usesBackbone) {
      errors.add("no network in it has a backbone; search it without --backbone");
    }
  }

  private static Recipe beside(Parameter varied, List<Parameter> all, Recipe base) {
    Recipe recipe = base;
    for (Parameter other : all) {
      if (!other.equals(varied)) {
        recipe = recipe.with(other.domain().first().overrides());
      }
    }
    return recipe;
  }

  private void check(String prefix, Recipe recipe) {
    try {
      TrainingConfig config = RecipeConfig.of(recipe);
      start.requireFit(config);
      usesBackbone |= start.isUsedBy(config);
    } catch (IllegalArgumentException e) {
      errors.add(prefix + e.getMessage());
    }
  }

  private static List<Parameter> parameters(Space space, StrategyKind kind) {
    return kind == StrategyKind.ASHA
        ? space.asha().orElseThrow().parameters()
        : space.oneAtATime().stream().map(ListedParameter::parameter).toList();
  }

  private static List<Choice> choices(Domain domain) {
    return domain instanceof Domain.Choices listed ? listed.choices() : List.of(domain.first());
  }
}
