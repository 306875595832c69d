package io.engram.trainer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A configuration as text: as a file beside the run, and as name-value pairs for the manifest. */
final class ConfigJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigJson() {}

  static void write(TrainingConfig config, Path file) throws IOException {
    Files.writeString(file, tree(config).toPrettyString() + "\n");
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

  /** Read back from text, so that numbers compare as they are written. */
  private static JsonNode tree(TrainingConfig config) {
    try {
      return JSON.readTree(JSON.writeValueAsString(config));
    } catch (IOException e) {
      throw new IllegalStateException("a record of numbers and text is always JSON", e);
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> settings) {
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                flatten(prefix + field.getKey() + ".", field.getValue(), settings);
              } else {
                settings.put(prefix + field.getKey(), field.getValue().asText());
              }
            });
  }
}
