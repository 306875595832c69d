package io.engram.processor.config;

import io.engram.processor.drift.DriftConfig;
import io.engram.schemas.DriftFeature;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of drift. */
final class DriftSettings {
  private static final Set<DriftFeature> FEATURES =
      EnumSet.complementOf(EnumSet.of(DriftFeature.UNKNOWN));

  private DriftSettings() {}

  static DriftConfig read(Settings settings) {
    String dataset = settings.text("drift.dataset", "");
    return new DriftConfig(
        settings.value(
            "drift.window",
            1000,
            DriftSettings::window,
            "0, or a whole number from %,d to %,d"
                .formatted(DriftConfig.SMALLEST_WINDOW, DriftConfig.LARGEST_WINDOW)),
        settings.value(
            "drift.threshold", 0.1, DriftSettings::threshold, "a number above 0, such as 0.1"),
        settings.value(
            "drift.features",
            FEATURES,
            DriftSettings::features,
            FEATURES.stream()
                .map(DriftSettings::name)
                .collect(Collectors.joining(", ", "a comma-separated list of some of ", ""))),
        dataset.isEmpty() ? Optional.empty() : Optional.of(dataset));
  }

  private static Integer window(String text) {
    int window = Integer.parseInt(text);
    boolean isOne =
        window == 0
            || window >= DriftConfig.SMALLEST_WINDOW && window <= DriftConfig.LARGEST_WINDOW;
    return isOne ? window : null;
  }

  private static Double threshold(String text) {
    double threshold = Double.parseDouble(text);
    return threshold > 0 && Double.isFinite(threshold) ? threshold : null;
  }

  private static Set<DriftFeature> features(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .map(DriftSettings::feature)
        .collect(Collectors.toSet());
  }

  private static DriftFeature feature(String text) {
    return FEATURES.stream()
        .filter(feature -> name(feature).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static String name(DriftFeature feature) {
    return feature.name().toLowerCase(Locale.ROOT);
  }
}
