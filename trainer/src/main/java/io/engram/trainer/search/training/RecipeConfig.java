package io.engram.trainer.search.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.trainer.run.Presets;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.search.trial.Recipe;

/** Makes a recipe the training configuration that it describes. */
public final class RecipeConfig {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private RecipeConfig() {}

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if there is no such preset or setting, or a value does not fit
   */
  public static TrainingConfig of(Recipe recipe) {
    ObjectNode tree = recipe.overrides().applyTo(base(recipe.base()));
    tree.put("seed", recipe.seed()).put("epochs", recipe.epochs());
    try {
      return JSON.treeToValue(tree, TrainingConfig.class);
    } catch (UnrecognizedPropertyException e) {
      throw new IllegalArgumentException(
          "there is no setting %s, but %s".formatted(e.getPropertyName(), e.getKnownPropertyIds()),
          e);
    } catch (JsonProcessingException e) {
      Throwable reason = e.getCause() instanceof IllegalArgumentException own ? own : e;
      String message =
          reason instanceof JsonProcessingException json
              ? json.getOriginalMessage()
              : reason.getMessage();
      throw new IllegalArgumentException(message, e);
    }
  }

  private static ObjectNode base(JsonNode base) {
    if (base instanceof ObjectNode configuration) {
      return configuration;
    }
    TrainingConfig preset =
        Presets.find(base.asText())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no preset '%s', but %s"
                            .formatted(base.asText(), Presets.names())));
    return JSON.valueToTree(preset);
  }
}
