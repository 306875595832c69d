package io.engram.processor.config;

import io.engram.imaging.DecodeLimits;
import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.EnginesConfig;
import io.engram.model.engine.Gpu;
import io.engram.processor.batch.BatchConfig;
import io.engram.processor.batch.BatchTuning;
import io.engram.processor.content.CacheLimit;
import io.engram.processor.drift.DriftConfig;
import io.engram.processor.pipeline.PipelineConfig;
import io.engram.processor.release.ReleaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The whole configuration of a processor.
 *
 * @param stream how it meets Kafka
 * @param pipeline how it works on images
 * @param engines what the model runs on
 * @param releases how models come
 * @param drift when what is scored has drifted
 */
public record ProcessorConfig(
    StreamConfig stream,
    PipelineConfig pipeline,
    EnginesConfig engines,
    ReleaseConfig releases,
    DriftConfig drift) {
  private static final String AUTO = "auto";
  private static final int LARGEST_BATCH = 4096;
  private static final int MOST_SESSIONS = 64;

  /**
   * Reads settings by name; docs/configuration.md lists them.
   *
   * @throws InvalidConfigException naming every setting that is missing, malformed or unknown
   */
  public static ProcessorConfig from(Map<String, String> values) {
    Settings settings = new Settings(values);
    ProcessorConfig config = read(settings);
    settings.check();
    return config;
  }

  /** The names of all settings; those of {@code kafka.*} are Kafka's. */
  public static Set<String> settings() {
    Settings settings = new Settings(Map.of());
    read(settings);
    return settings.names();
  }

  static ProcessorConfig read(Settings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new ProcessorConfig(
        StreamConfig.read(settings),
        pipeline(settings, cores),
        engines(settings, cores),
        ReleaseSettings.read(settings),
        DriftSettings.read(settings));
  }

  private static EnginesConfig engines(Settings settings, int cores) {
    List<Path> cache = settings.folders("engine.cache-folder");
    List<Integer> gpus =
        settings.list("engine.gpus", ProcessorConfig::gpu, "the numbers of different GPUs");
    return new EnginesConfig(
        new EngineConfig(
            settings.oneOf("engine.device", Device.AUTO),
            settings.integer("engine.threads", cores, 1, 1024),
            settings.oneOf("engine.precision", Precision.FP32),
            new Gpu(0, cache.stream().findFirst())),
        gpus.isEmpty() ? List.of(0) : gpus.stream().distinct().toList(),
        settings.value(
            "engine.sessions",
            OptionalInt.empty(),
            text -> autoOrCount(text, MOST_SESSIONS),
            autoOr(MOST_SESSIONS)));
  }

  private static PipelineConfig pipeline(Settings settings, int cores) {
    return new PipelineConfig(
        settings.integer("decode.threads", cores, 1, 1024),
        limits(settings),
        ReferenceSettings.read(settings),
        batch(settings),
        new CacheLimit(
            settings.integer("cache.max-bytes", 64 << 20, 0, Integer.MAX_VALUE),
            Duration.ofMinutes(settings.integer("cache.max-age-minutes", 1440, 1, 525_600))));
  }

  private static BatchConfig batch(Settings settings) {
    int latency = settings.integer("batch.max-latency-ms", 100, 1, 60_000);
    return new BatchConfig(
        settings.value(
            "batch.max-size",
            OptionalInt.empty(),
            text -> autoOrCount(text, LARGEST_BATCH),
            autoOr(LARGEST_BATCH)),
        Duration.ofMillis(settings.integer("batch.max-delay-ms", 5, 0, 60_000)),
        new BatchTuning(Duration.ofMillis(latency), 256));
  }

  private static String autoOr(int most) {
    return "auto, or a whole number from 1 to %,d".formatted(most);
  }

  private static OptionalInt autoOrCount(String text, int most) {
    if (text.equals(AUTO)) {
      return OptionalInt.empty();
    }
    int count = Integer.parseInt(text);
    if (count < 1 || count > most) {
      throw new IllegalArgumentException(text);
    }
    return OptionalInt.of(count);
  }

  private static int gpu(String text) {
    int index = Integer.parseInt(text);
    if (index < 0) {
      throw new IllegalArgumentException(text);
    }
    return index;
  }

  private static DecodeLimits limits(Settings settings) {
    DecodeLimits defaults = DecodeLimits.defaults();
    return new DecodeLimits(
        settings.integer("decode.max-bytes", defaults.maxBytes(), 1, Integer.MAX_VALUE - 8),
        settings.integer(
            "decode.max-pixels", Math.toIntExact(defaults.maxPixels()), 1, Integer.MAX_VALUE));
  }
}
