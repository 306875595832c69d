package io.engram.k8s;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The operations {@code add}, {@code replace} and {@code remove} of RFC 6902. */
final class JsonPatch {
  private JsonPatch() {}

  /** Applies a patch in place. */
  static void apply(JsonNode patch, ObjectNode to) {
    patch.forEach(operation -> apply(operation.path("op").asText(), operation, to));
  }

  private static void apply(String name, JsonNode operation, ObjectNode root) {
    JsonPointer path = JsonPointer.compile(operation.required("path").asText());
    JsonNode parent = root.at(path.head());
    String last = path.last().getMatchingProperty();
    boolean exists = !root.at(path).isMissingNode();
    if (parent.isMissingNode() || !exists && !name.equals("add")) {
      throw new IllegalArgumentException("there is no " + path + " to " + name);
    }
    switch (name) {
      case "add" -> add(parent, last, operation.required("value"));
      case "replace" -> replace(parent, last, operation.required("value"));
      case "remove" -> remove(parent, last);
      default -> throw new IllegalArgumentException("unknown operation " + name);
    }
  }

  private static void add(JsonNode parent, String key, JsonNode value) {
    if (parent instanceof ArrayNode array) {
      array.insert(key.equals("-") ? array.size() : Integer.parseInt(key), value);
    } else {
      ((ObjectNode) parent).set(key, value);
    }
  }

  private static void replace(JsonNode parent, String key, JsonNode value) {
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(key), value);
    } else {
      ((ObjectNode) parent).set(key, value);
    }
  }

  private static void remove(JsonNode parent, String key) {
    if (parent instanceof ArrayNode array) {
      array.remove(Integer.parseInt(key));
    } else {
      ((ObjectNode) parent).remove(key);
    }
  }
}
