package io.engram.trainer.search.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.trainer.search.trial.TrialOutcome.Diverged;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialOutcome.Trained;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results, recipes and figures as JSON of one line each. A number that is none, which JSON cannot
 * write, is null.
 */
public final class TrialJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TrialJson() {}

  /** A result as one line without its end. */
  public static String write(TrialResult result) {
    Trial trial = result.job().trial();
    ObjectNode row = JSON.createObjectNode();
    row.put("trial", trial.number());
    row.put("until_epoch", result.job().untilEpoch());
    row.set("choices", JSON.valueToTree(trial.choices()));
    row.set("recipe", tree(trial.recipe()));
    putOutcome(row, result.outcome());
    var epochs = row.putArray("epochs");
    result.outcome().epochs().forEach(epoch -> epochs.add(tree(epoch)));
    row.put("seconds", result.outcome().seconds());
    row.put("worker", result.worker());
    return row.toString();
  }

  private static void putOutcome(ObjectNode row, TrialOutcome outcome) {
    if (outcome instanceof Diverged diverged) {
      row.put("outcome", "diverged").put("detail", diverged.detail());
      row.put("lost_seconds", diverged.lostSeconds());
    } else if (outcome instanceof Refused refused) {
      row.put("outcome", "refused").put("detail", refused.detail());
    } else {
      row.put("outcome", "trained");
    }
  }

  /**
   * Reads what {@link #write(TrialResult)} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static TrialResult result(String line) {
    JsonNode row = parse(line);
    var choices = new LinkedHashMap<String, String>();
    row.path("choices").properties().forEach(c -> choices.put(c.getKey(), c.getValue().asText()));
    var trial =
        new Trial(need(row, "trial").asInt(-1), choices, recipe(need(row, "recipe").toString()));
    return new TrialResult(
        trial.until(need(row, "until_epoch").asInt()), outcome(row), need(row, "worker").asText());
  }

  private static TrialOutcome outcome(JsonNode row) {
    List<EpochFigures> epochs = new ArrayList<>();
    need(row, "epochs").forEach(epoch -> epochs.add(epoch(epoch)));
    String detail = row.path("detail").asText();
    String name = need(row, "outcome").asText();
    return switch (name) {
      case "trained" -> new Trained(epochs);
      case "diverged" -> new Diverged(epochs, row.path("lost_seconds").asDouble(), detail);
      case "refused" -> new Refused(detail);
      default -> throw new IllegalArgumentException("unknown outcome " + name);
    };
  }

  /** A recipe as one line. */
  public static String write(Recipe recipe) {
    return tree(recipe).toString();
  }

  private static ObjectNode tree(Recipe recipe) {
    ObjectNode node = JSON.createObjectNode();
    node.set("base", recipe.base());
    node.set("overrides", JSON.valueToTree(recipe.overrides().settings()));
    return node.put("seed", recipe.seed()).put("epochs", recipe.epochs());
  }

  /**
   * Reads what {@link #write(Recipe)} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Recipe recipe(String line) {
    JsonNode node = parse(line);
    Map<String, JsonNode> overrides = new LinkedHashMap<>();
    need(node, "overrides").properties().forEach(o -> overrides.put(o.getKey(), o.getValue()));
    return new Recipe(
        need(node, "base"),
        new Overrides(overrides),
        need(node, "seed").asLong(),
        need(node, "epochs").asInt());
  }

  /** An epoch's figures as one line. */
  public static String write(EpochFigures epoch) {
    return tree(epoch).toString();
  }

  private static ObjectNode tree(EpochFigures epoch) {
    ObjectNode node = JSON.createObjectNode();
    node.put("epoch", epoch.epoch()).put("seconds", epoch.seconds());
    put(node, EpochFigures.LOSS, epoch.loss());
    ObjectNode metrics = node.putObject("metrics");
    epoch.metrics().forEach((name, value) -> put(metrics, name, value));
    return node;
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /**
   * Reads what {@link #write(EpochFigures)} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static EpochFigures epoch(String line) {
    return epoch(parse(line));
  }

  private static EpochFigures epoch(JsonNode node) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    need(node, "metrics").properties().forEach(m -> metrics.put(m.getKey(), number(m.getValue())));
    return new EpochFigures(
        need(node, "epoch").asInt(),
        need(node, "seconds").asDouble(),
        number(need(node, EpochFigures.LOSS)),
        metrics);
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  private static JsonNode need(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return value;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
