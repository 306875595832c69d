package io.engram.trainer.search.space;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.engram.trainer.search.space.Space.ListedParameter;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.Objective.Goal;
import io.engram.trainer.search.trial.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a {@link Space}; see the package for what it looks like. Comments are allowed. */
public final class SpaceFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonParser.Feature.ALLOW_COMMENTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<String> errors = new ArrayList<>();
  private final ParameterReader parameters = new ParameterReader(errors);

  private SpaceFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read at all
   * @throws InvalidSpaceException if it declares no space; names everything that is wrong
   */
  public static Space read(Path file) throws IOException, InvalidSpaceException {
    return parse(file.toString(), Files.readString(file));
  }

  /**
   * Reads a text.
   *
   * @param source what to call it
   */
  public static Space parse(String source, String text) throws InvalidSpaceException {
    var reader = new SpaceFile();
    Space space = null;
    try {
      space = reader.space(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new InvalidSpaceException(source, List.of(place + e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      if (reader.errors.isEmpty()) {
        reader.errors.add(e.getMessage());
      }
    }
    if (!reader.errors.isEmpty()) {
      throw new InvalidSpaceException(source, reader.errors);
    }
    return space;
  }

  private Space space(JsonNode root) {
    var fields = new Fields("", root, errors);
    String description = fields.text("description", "");
    JsonNode base = fields.required("base");
    if (!base.isMissingNode() && !base.isObject() && !base.isTextual()) {
      fields.wrong("base", "must be a preset's name or a configuration {...}");
    }
    var overrides = parameters.overrides("overrides", fields.get("overrides"));
    int epochs = epochs(fields);
    List<Long> seeds = seeds(fields);
    Objective objective = objective(fields.get("objective"));
    var steps = listed(parameters.list("one-at-a-time", fields.get("one-at-a-time")));
    JsonNode asha = fields.get("asha");
    fields.end();
    Optional<AshaSpace> halving =
        asha.isMissingNode() ? Optional.empty() : Optional.of(asha(asha, epochs));
    if (steps.isEmpty() && halving.isEmpty() && errors.isEmpty()) {
      errors.add("there is nothing to search: add one-at-a-time or asha");
    }
    var recipe = Recipe.of(base, seeds.get(0), epochs).with(overrides);
    return new Space(description, recipe, seeds, objective, steps, halving);
  }

  private static int epochs(Fields fields) {
    fields.required("epochs");
    int epochs = fields.integer("epochs", 1);
    if (epochs < 1) {
      fields.wrong("epochs", "must be >= 1, was " + epochs);
    }
    return Math.max(1, epochs);
  }

  private static List<Long> seeds(Fields fields) {
    JsonNode node = fields.get("seeds");
    if (node.isMissingNode()) {
      return List.of(1L);
    }
    List<Long> seeds = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(seed -> seeds.add(seed.asLong()));
    }
    boolean whole =
        node.isArray()
            && Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                .allMatch(i -> node.get(i).isIntegralNumber());
    if (!whole || seeds.isEmpty() || seeds.stream().distinct().count() != seeds.size()) {
      fields.wrong("seeds", "must be a list of different whole numbers, was " + node);
      return List.of(1L);
    }
    return seeds;
  }

  private Objective objective(JsonNode node) {
    if (node.isMissingNode()) {
      return Objective.standard();
    }
    var fields = new Fields("objective", node, errors);
    fields.required("metric");
    fields.required("goal");
    String metric = fields.text("metric", Objective.standard().metric());
    String goal = fields.text("goal", "maximise").toUpperCase(Locale.ROOT);
    fields.end();
    if (Stream.of(Goal.values()).noneMatch(known -> known.name().equals(goal))) {
      fields.wrong("goal", "must be maximise or minimise");
      return Objective.standard();
    }
    return new Objective(metric, Goal.valueOf(goal));
  }

  private List<ListedParameter> listed(List<Parameter> all) {
    List<ListedParameter> listed = new ArrayList<>();
    for (Parameter parameter : all) {
      if (parameter.domain() instanceof Domain.Choices choices) {
        listed.add(new ListedParameter(parameter.name(), choices));
      } else {
        errors.add(
            "one-at-a-time: "
                + parameter.name()
                + " is a range, but all values are tried; list"
                + " them as values");
      }
    }
    return listed;
  }

  private AshaSpace asha(JsonNode node, int epochs) {
    var fields = new Fields("asha", node, errors);
    fields.required("parameters");
    var varied = parameters.list("asha.parameters", fields.get("parameters"));
    int seed = fields.integer("seed", 1);
    int factor = fields.integer("reduction-factor", 3);
    int minEpochs = fields.integer("min-epochs", 1);
    fields.required("max-trials");
    int maxTrials = fields.integer("max-trials", 1);
    int parallelism = fields.integer("parallelism", 1);
    fields.end();
    if (minEpochs > epochs) {
      fields.wrong("min-epochs", "must be at most epochs, which is " + epochs);
    }
    try {
      var space = new AshaSpace(varied, seed, factor, minEpochs, maxTrials, parallelism);
      requireAFullTraining(fields, space, epochs);
      return space;
    } catch (IllegalArgumentException e) {
      if (!varied.isEmpty() || errors.isEmpty()) {
        errors.add("asha: " + e.getMessage());
      }
      throw e;
    }
  }

  /** With fewer trials no rung below the last ever has enough for one to go on. */
  private static void requireAFullTraining(Fields fields, AshaSpace space, int epochs) {
    var rungs = space.rungs(epochs);
    double needed = Math.pow(space.reductionFactor(), rungs.size() - 1.0);
    if (space.maxTrials() < needed) {
      fields.wrong(
          "max-trials",
          "must be at least %.0f for one trial to pass all rungs, which end at the epochs %s"
              .formatted(needed, rungs));
    }
  }
}
