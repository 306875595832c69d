package io.engram.trainer.search.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes to a configuration: the dot path of a setting, such as {@code optimiser.rate}, and its
 * new value, which may be a number, a text, an array or an object. In the order in which they are
 * made; two are equal if they hold the same settings.
 */
public record Overrides(Map<String, JsonNode> settings) {

  public Overrides {
    settings.keySet().forEach(Overrides::requirePath);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  private static void requirePath(String path) {
    if (!path.matches("[^.\\s]+(\\.[^.\\s]+)*")) {
      throw new IllegalArgumentException(
          "'" + path + "' is no setting: write its path as optimiser.rate");
    }
  }

  /** These changes and then {@code further}, which replace those of the same part. */
  public Overrides with(Overrides further) {
    var all = new LinkedHashMap<>(settings);
    further.settings.forEach(
        (path, value) -> {
          all.keySet().removeIf(earlier -> earlier.equals(path) || earlier.startsWith(path + "."));
          all.put(path, value);
        });
    return new Overrides(all);
  }
}
