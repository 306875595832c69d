package io.engram.model.bundle;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What manifests have in common when they check their values. */
final class Checks {
  private Checks() {}

  static void check(boolean condition, String message, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(values.length == 0 ? message : message.formatted(values));
    }
  }

  static void present(String field, Object value) {
    check(value != null, "%s is missing", field);
  }

  static void checkText(String field, String value, Pattern pattern) {
    present(field, value);
    check(pattern.matcher(value).matches(), "%s '%s' must match %s", field, value, pattern);
  }

  static void checkRange(String field, int value, int least, int most) {
    check(
        value >= least && value <= most, "%s must be %s to %s, was %s", field, least, most, value);
  }

  static void checkFinite(String field, Double value) {
    present(field, value);
    check(Double.isFinite(value), "%s must be finite, was %s", field, value);
  }

  static <T> List<T> copy(String field, List<T> values) {
    present(field, values);
    check(values.stream().noneMatch(Objects::isNull), "%s must not hold null", field);
    return List.copyOf(values);
  }

  /** An unmodifiable copy in the order of the keys, without nulls. */
  static <T> SortedMap<String, T> sorted(String field, Map<String, T> values) {
    present(field, values);
    values.forEach((key, value) -> present(field + "." + key, value));
    return Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
