package io.engram.model.engine;

import io.engram.model.bundle.Precision;
import java.util.Objects;

/**
 * How a model shall be run.
 *
 * @param device where; anything but {@link Device#AUTO} is used or refused
 * @param threads threads within an operator on the CPU, the calling one included, at least 1; on a
 *     GPU only what stays on the CPU uses them
 * @param precision which of the bundle's graphs; one that it lacks is refused
 * @param gpu which GPU, where it runs on one
 */
public record EngineConfig(Device device, int threads, Precision precision, Gpu gpu) {
  public EngineConfig {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(gpu, "gpu");
    if (threads < 1) {
      throw new IllegalArgumentException("engine threads must be >= 1, was " + threads);
    }
  }

  /** On the first GPU, where it runs on one. */
  public EngineConfig(Device device, int threads, Precision precision) {
    this(device, threads, precision, Gpu.FIRST);
  }

  /** The best device, all processors, fp32. */
  public static EngineConfig defaults() {
    return new EngineConfig(
        Device.AUTO, Runtime.getRuntime().availableProcessors(), Precision.FP32);
  }
}
