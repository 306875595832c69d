package io.engram.trainer.search.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.engram.trainer.run.ConfigJson;
import io.engram.trainer.run.Presets;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.search.trial.Recipe;
import java.util.LinkedHashMap;

/** Makes a recipe the training configuration that it describes. */
public final class RecipeConfig {

  private RecipeConfig() {}

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if there is no such preset or setting, or a value does not fit
   */
  public static TrainingConfig of(Recipe recipe) {
    var settings = new LinkedHashMap<>(recipe.overrides().settings());
    settings.put("seed", LongNode.valueOf(recipe.seed()));
    settings.put("epochs", IntNode.valueOf(recipe.epochs()));
    return ConfigJson.with(base(recipe.base()), settings);
  }

  /**
   * What a recipe comes to, for a strategy to tell whether two give the same training: the
   * configuration, or, of one that describes none, the recipe itself.
   */
  public static Object training(Recipe recipe) {
    try {
      return of(recipe);
    } catch (IllegalArgumentException e) {
      return recipe;
    }
  }

  private static TrainingConfig base(JsonNode base) {
    return base.isObject()
        ? ConfigJson.parse(base)
        : Presets.find(base.asText())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no preset '%s', but %s"
                            .formatted(base.asText(), Presets.names())));
  }
}
