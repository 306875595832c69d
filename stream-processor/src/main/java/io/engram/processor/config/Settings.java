package io.engram.processor.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Reads settings by name and collects what is wrong with them. Not thread-safe. */
final class Settings {
  private final Map<String, String> values;
  private final Set<String> known = new TreeSet<>();
  private final List<String> errors = new ArrayList<>();

  Settings(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  /** A text without default: it must be set. The value is empty when it is not. */
  String required(String name) {
    String value = text(name, "");
    if (value.isBlank()) {
      errors.add(name + " is not set");
    }
    return value;
  }

  String text(String name, String defaultValue) {
    known.add(name);
    return values.getOrDefault(name, defaultValue).strip();
  }

  int integer(String name, int defaultValue, int min, int max) {
    return parse(
        name,
        defaultValue,
        text -> {
          int value = Integer.parseInt(text);
          return value >= min && value <= max ? value : null;
        },
        "a whole number from %,d to %,d".formatted(min, max));
  }

  <E extends Enum<E>> E oneOf(String name, E defaultValue) {
    E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
    return parse(
        name,
        defaultValue,
        text -> Enum.valueOf(defaultValue.getDeclaringClass(), text.toUpperCase(Locale.ROOT)),
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "one of ", "")));
  }

  /**
   * Any other kind of value.
   *
   * @param parser throws {@link IllegalArgumentException} at what is none
   */
  <T> T value(String name, T defaultValue, Function<String, T> parser, String expected) {
    return parse(name, defaultValue, parser, expected);
  }

  <T> List<T> list(String name, Function<String, T> element, String expected) {
    return parse(
        name,
        List.of(),
        text -> Stream.of(text.split(",", -1)).map(String::strip).map(element).toList(),
        "a comma-separated list of " + expected);
  }

  <T> Optional<T> optional(String name, Function<String, T> parser, String expected) {
    return parse(name, Optional.empty(), text -> Optional.of(parser.apply(text)), expected);
  }

  /** Folders, without symbolic links. */
  List<Path> folders(String name) {
    return list(name, Settings::folder, "absolute folders that exist");
  }

  private static Path folder(String text) {
    Path folder = Path.of(text);
    if (!folder.isAbsolute()) {
      throw new IllegalArgumentException(text);
    }
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /**
   * The settings under a prefix, without it, that were not asked for by themselves.
   *
   * @param objection to a name without the prefix, as a predicate; empty if it may be set
   */
  Map<String, String> under(String prefix, Function<String, Optional<String>> objection) {
    Map<String, String> found = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && known.add(name)) {
            String inner = name.substring(prefix.length());
            found.put(inner, value);
            objection.apply(inner).ifPresent(why -> errors.add(name + " " + why));
          }
        });
    return found;
  }

  /** The names that were asked for. */
  Set<String> names() {
    return Set.copyOf(known);
  }

  private <T> T parse(String name, T defaultValue, Function<String, T> parser, String expected) {
    String text = text(name, "");
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      T value = parser.apply(text);
      if (value != null) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, in the user's words.
    }
    errors.add("%s is '%s', but must be %s".formatted(name, text, expected));
    return defaultValue;
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidConfigException if a setting was missing, malformed or never asked for
   */
  void check() {
    values.keySet().stream()
        .filter(name -> !known.contains(name))
        .map(name -> "%s is unknown; did you mean %s?".formatted(name, nearest(name, known)))
        .forEach(errors::add);
    if (!errors.isEmpty()) {
      throw new InvalidConfigException(errors);
    }
  }

  static String nearest(String name, Set<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparing(candidate -> distance.apply(name, candidate)))
        .orElseThrow();
  }
}
