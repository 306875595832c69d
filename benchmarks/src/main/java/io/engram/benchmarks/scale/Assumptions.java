package io.engram.benchmarks.scale;

import io.engram.model.bundle.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A value for each {@link Assumption}. */
public final class Assumptions {
  private final Map<Assumption, Double> values;

  private Assumptions(Map<Assumption, Double> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** The usual ones. */
  public static Assumptions usual() {
    return of(Map.of());
  }

  /**
   * The usual ones, but for those that are given by their keys.
   *
   * @throws IllegalArgumentException if a key is unknown or a value none; the message has a line
   *     for each
   */
  public static Assumptions of(Map<String, String> given) {
    Map<Assumption, Double> values = new EnumMap<>(Assumption.class);
    Map<String, Assumption> known = new LinkedHashMap<>();
    for (Assumption one : Assumption.values()) {
      values.put(one, one.usual());
      known.put(one.key(), one);
    }
    List<String> errors = new ArrayList<>();
    new TreeMap<>(given)
        .forEach(
            (key, text) -> {
              Assumption one = known.get(key);
              if (one == null) {
                errors.add(
                    "%s is unknown; did you mean %s? --show-assumptions lists all"
                        .formatted(key, NearestName.to(key, known.keySet())));
                return;
              }
              try {
                values.put(one, one.parse(text));
              } catch (IllegalArgumentException e) {
                errors.add(e.getMessage());
              }
            });
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
    return new Assumptions(values);
  }

  public double get(Assumption one) {
    return values.get(one);
  }

  /** The lines of a file of properties that gives them all. */
  public List<String> lines() {
    return Stream.concat(
            Stream.of(
                "# What engram bench scale plans with; --assumptions FILE reads it.",
                "# Keys that are left out have their usual values."),
            Arrays.stream(Assumption.values())
                .flatMap(
                    one ->
                        Stream.of(
                            "", "# " + one.meaning(), one.key() + "=" + plain(values.get(one)))))
        .toList();
  }

  /** A number as people write it. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
