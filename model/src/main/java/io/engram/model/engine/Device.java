package io.engram.model.engine;

import java.util.Arrays;
import java.util.Locale;

/** Where a model runs. */
public enum Device {
  /** The best that answers: TensorRT, then CUDA, then the CPU. */
  AUTO,
  CPU,
  CUDA,
  TENSORRT;

  /** Name in settings and logs: the constant's, in lower case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The device of that {@link #id}.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Device of(String id) {
    return Arrays.stream(values())
        .filter(device -> device.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown device '" + id + "'; there are auto, cpu, cuda and tensorrt"));
  }
}
