package io.engram.trainer.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.model.bundle.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A {@link TrainingConfig} as JSON: beside a run, in a file of a user's own, and as name-value
 * pairs such as {@code optimiser.rate}. What has several forms says which by {@code kind}.
 */
public final class ConfigJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private ConfigJson() {}

  /** The configuration as a tree, for others to change and {@link #parse}. */
  public static ObjectNode tree(TrainingConfig config) {
    // Through text, so that numbers compare as they are written.
    try {
      return (ObjectNode) JSON.readTree(JSON.writeValueAsString(config));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and text is always JSON", e);
    }
  }

  /**
   * The configuration that a tree describes.
   *
   * @throws IllegalArgumentException naming the setting that is unknown, missing or out of range
   */
  public static TrainingConfig parse(JsonNode tree) {
    try {
      return JSON.treeToValue(tree, TrainingConfig.class);
    } catch (UnrecognizedPropertyException e) {
      var known = e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
      throw new IllegalArgumentException(
          "unknown setting %s, did you mean '%s'?"
              .formatted(path(e), NearestName.to(e.getPropertyName(), known)),
          e);
    } catch (InvalidTypeIdException e) {
      var reason = e.getTypeId() == null ? "has no kind" : "has no kind '" + e.getTypeId() + "'";
      throw new IllegalArgumentException(path(e) + " " + reason + ": " + e.getOriginalMessage(), e);
    } catch (ValueInstantiationException e) {
      throw new IllegalArgumentException(
          e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping
              ? path(mapping) + ": " + e.getOriginalMessage()
              : e.getOriginalMessage(),
          e);
    }
  }

  private static String path(com.fasterxml.jackson.databind.JsonMappingException e) {
    return e.getPath().stream()
        .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
        .collect(Collectors.joining(".", "'", "'"));
  }

  /**
   * Changes settings.
   *
   * @param settings new values by path, such as {@code optimiser.rate}; what has several forms can
   *     be given as a whole, or by {@code kind} alone, which takes that form with its usual values;
   *     a strategy keeps its loss
   * @throws IllegalArgumentException naming the setting that is unknown or out of range
   */
  public static TrainingConfig with(TrainingConfig base, Map<String, JsonNode> settings) {
    var tree = tree(base);
    // In this order, a new kind comes before its settings: "kind" may sort after them.
    settings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ConfigJson::kindsFirst))
        .forEach(setting -> set(tree, setting.getKey(), setting.getValue()));
    return parse(tree);
  }

  private static int kindsFirst(String one, String other) {
    int kinds = Boolean.compare(other.endsWith(".kind"), one.endsWith(".kind"));
    return kinds == 0 ? one.compareTo(other) : kinds;
  }

  private static void set(ObjectNode tree, String path, JsonNode value) {
    var names = path.split("\\.", -1);
    var node = tree;
    for (int i = 0; i < names.length - 1; i++) {
      if (!(node.get(names[i]) instanceof ObjectNode inner)) {
        throw unknown(node, names[i], path);
      }
      boolean isKind = i == names.length - 2 && names[i + 1].equals("kind");
      if (isKind && !inner.path("kind").equals(value)) {
        var form = UsualForms.of(names[i], value.asText());
        if (form.has("loss")) {
          form.set("loss", inner.get("loss"));
        }
        node.set(names[i], form);
        return;
      }
      node = inner;
    }
    var name = names[names.length - 1];
    if (!node.has(name)) {
      throw unknown(node, name, path);
    }
    node.set(name, value);
  }

  private static IllegalArgumentException unknown(ObjectNode node, String name, String path) {
    var known = node.properties().stream().map(Map.Entry::getKey).toList();
    return new IllegalArgumentException(
        "unknown setting '%s': there is no '%s', did you mean '%s'?"
            .formatted(path, name, NearestName.to(name, known)));
  }

  /** Reads a value as a user types it: JSON, or else a word. */
  public static JsonNode value(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }

  /**
   * Reads a configuration from a file.
   *
   * @throws IOException if the file cannot be read or does not hold a configuration
   */
  public static TrainingConfig read(Path file) throws IOException {
    try {
      return parse(JSON.readTree(Files.readString(file)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(
          "%s is no training configuration: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Writes all of the file or nothing. */
  static void write(TrainingConfig config, Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, tree(config).toPrettyString() + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether {@code file} holds this very configuration. */
  static boolean holds(Path file, TrainingConfig config) throws IOException {
    return JSON.readTree(Files.readString(file)).equals(tree(config));
  }

  /** Every setting, such as {@code optimiser.rate}. */
  static Map<String, String> settings(TrainingConfig config) {
    var settings = new TreeMap<String, String>();
    flatten("", tree(config), settings);
    return settings;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> settings) {
    for (var field : node.properties()) {
      var value = field.getValue();
      if (value.isObject()) {
        flatten(prefix + field.getKey() + ".", value, settings);
      } else {
        settings.put(
            prefix + field.getKey(), value.isTextual() ? value.asText() : value.toString());
      }
    }
  }
}
