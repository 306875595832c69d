package io.engram.processor.config;

import io.engram.imaging.DecodeLimits;
import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.processor.pipeline.FlushPolicy;
import io.engram.processor.pipeline.PipelineConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The whole configuration of a processor.
 *
 * @param stream how it meets Kafka
 * @param pipeline how it works on images
 * @param engine what the model runs on
 */
public record ProcessorConfig(StreamConfig stream, PipelineConfig pipeline, EngineConfig engine) {

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
        new EngineConfig(
            settings.oneOf("engine.device", Device.AUTO),
            settings.integer("engine.threads", cores, 1, 1024),
            settings.oneOf("engine.precision", Precision.FP32)));
  }

  private static PipelineConfig pipeline(Settings settings, int cores) {
    return new PipelineConfig(
        settings.integer("decode.threads", cores, 1, 1024),
        limits(settings),
        ReferenceSettings.read(settings),
        new FlushPolicy(
            settings.integer("batch.max-size", 16, 1, 4096),
            Duration.ofMillis(settings.integer("batch.max-delay-ms", 5, 0, 60_000))));
  }

  private static DecodeLimits limits(Settings settings) {
    DecodeLimits defaults = DecodeLimits.defaults();
    return new DecodeLimits(
        settings.integer("decode.max-bytes", defaults.maxBytes(), 1, Integer.MAX_VALUE - 8),
        settings.integer(
            "decode.max-pixels", Math.toIntExact(defaults.maxPixels()), 1, Integer.MAX_VALUE));
  }
}
