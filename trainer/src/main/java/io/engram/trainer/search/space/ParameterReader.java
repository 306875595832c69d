package io.engram.trainer.search.space;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.trainer.search.trial.Overrides;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Reads parameters: {@code values}, {@code choices} or a range. */
final class ParameterReader {
  private final List<String> errors;

  ParameterReader(List<String> errors) {
    this.errors = errors;
  }

  /** All that can be read of a list. */
  List<Parameter> list(String where, JsonNode list) {
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.isEmpty()) {
      errors.add(where + " must be a list [...] of parameters");
      return List.of();
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      parameter(where + "[" + i + "]", list.get(i)).ifPresent(parameters::add);
    }
    return parameters;
  }

  private Optional<Parameter> parameter(String where, JsonNode node) {
    int before = errors.size();
    var fields = new Fields(where, node, errors);
    fields.required("parameter");
    String name = fields.text("parameter", "");
    JsonNode values = fields.get("values");
    JsonNode choices = fields.get("choices");
    JsonNode from = fields.get("from");
    long kinds = Stream.of(values, choices, from).filter(kind -> !kind.isMissingNode()).count();
    Optional<Parameter> parameter = Optional.empty();
    try {
      if (kinds != 1 && node.isObject()) {
        errors.add(where + " must have one of: values, choices, from and to");
      } else if (!from.isMissingNode()) {
        parameter = Optional.of(new Parameter(name, range(name, fields)));
      } else if (!choices.isMissingNode()) {
        parameter = Optional.of(new Parameter(name, choices(fields.path("choices"), choices)));
      } else if (values.isArray()) {
        parameter = Optional.of(new Parameter(name, values(name, values)));
      } else if (node.isObject()) {
        fields.wrong("values", "must be a list [...]");
      }
    } catch (IllegalArgumentException e) {
      if (errors.size() == before) {
        errors.add(where + ": " + e.getMessage());
      }
    }
    // Asked for by ranges alone, but known, so that a wrong name is answered with the right one.
    List.of("to", "scale", "integer").forEach(fields::get);
    fields.end();
    return errors.size() == before ? parameter : Optional.empty();
  }

  private static Domain.Range range(String setting, Fields fields) {
    String scale = fields.text("scale", "linear").toUpperCase(Locale.ROOT);
    if (Stream.of(Domain.Scale.values()).noneMatch(known -> known.name().equals(scale))) {
      fields.wrong("scale", "must be linear or log");
      throw new IllegalArgumentException(scale);
    }
    return new Domain.Range(
        setting,
        fields.number("from"),
        fields.number("to"),
        Domain.Scale.valueOf(scale),
        fields.flag("integer"));
  }

  private static Domain.Choices values(String setting, JsonNode values) {
    List<Choice> choices = new ArrayList<>();
    for (JsonNode value : values) {
      choices.add(new Choice(label(value), new Overrides(Map.of(setting, value))));
    }
    return new Domain.Choices(choices);
  }

  private Domain.Choices choices(String where, JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("choices must be an object: label: {setting: value}");
    }
    List<Choice> choices = new ArrayList<>();
    node.properties()
        .forEach(
            choice ->
                choices.add(
                    new Choice(
                        choice.getKey(),
                        overrides(where + "." + choice.getKey(), choice.getValue()))));
    return new Domain.Choices(choices);
  }

  /** Settings by path. */
  Overrides overrides(String where, JsonNode node) {
    Map<String, JsonNode> settings = new LinkedHashMap<>();
    if (!node.isObject() && !node.isMissingNode()) {
      errors.add(where + " must be an object {setting: value}");
    }
    node.properties().forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
    try {
      return new Overrides(settings);
    } catch (IllegalArgumentException e) {
      errors.add(where + ": " + e.getMessage());
      return new Overrides(Map.of());
    }
  }

  /** A list of numbers as they are written in words: 64-128-256. */
  private static String label(JsonNode value) {
    if (value.isArray() && !value.isEmpty()) {
      var label = new StringJoiner("-");
      value.forEach(element -> label.add(label(element)));
      return label.toString();
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
