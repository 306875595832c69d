package io.engram.trainer.search.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.engram.model.bundle.NearestName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the fields of a JSON object by name and collects what is wrong with them. */
final class Fields {
  private final String where;
  private final JsonNode node;
  private final List<String> errors;
  private final Set<String> known = new TreeSet<>();

  /**
   * @param where path of the object within the file; empty for all of it
   * @param errors takes what is wrong
   */
  Fields(String where, JsonNode node, List<String> errors) {
    this.where = where;
    this.node = node;
    this.errors = errors;
    if (!node.isObject()) {
      errors.add((where.isEmpty() ? "the file" : where) + " must be an object {...}");
    }
  }

  /** The field, or a missing node. */
  JsonNode get(String name) {
    known.add(name);
    return node.isObject() ? node.path(name) : MissingNode.getInstance();
  }

  /** Path of a field. */
  String path(String name) {
    return where.isEmpty() ? name : where + "." + name;
  }

  void wrong(String name, String what) {
    errors.add(path(name) + " " + what);
  }

  /** A field that must be there. */
  JsonNode required(String name) {
    JsonNode value = get(name);
    if (node.isObject() && (value.isMissingNode() || value.isNull())) {
      wrong(name, "is missing");
    }
    return value;
  }

  String text(String name, String otherwise) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      wrong(name, "must be a text, was " + value);
      return otherwise;
    }
    return value.asText();
  }

  int integer(String name, int otherwise) {
    JsonNode value = get(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      wrong(name, "must be a whole number, was " + value);
      return otherwise;
    }
    return value.asInt();
  }

  boolean flag(String name) {
    JsonNode value = get(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      wrong(name, "must be true or false, was " + value);
    }
    return value.asBoolean();
  }

  double number(String name) {
    JsonNode value = required(name);
    if (!value.isNumber()) {
      if (!value.isMissingNode()) {
        wrong(name, "must be a number, was " + value);
      }
      return Double.NaN;
    }
    return value.asDouble();
  }

  /** Ends the reading: what was never asked for is unknown. */
  void end() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                wrong(name, "is unknown; did you mean " + NearestName.to(name, known) + "?");
              }
            });
  }
}
