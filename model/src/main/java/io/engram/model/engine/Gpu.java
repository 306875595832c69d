package io.engram.model.engine;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Which GPU, where a model runs on one.
 *
 * @param index as CUDA counts them, from 0
 * @param engineCache folder in which TensorRT keeps the engines that it builds
 */
public record Gpu(int index, Optional<Path> engineCache) {
  /** The first GPU, without a cache. */
  public static final Gpu FIRST = new Gpu(0, Optional.empty());

  public Gpu {
    Objects.requireNonNull(engineCache, "engineCache");
    if (index < 0) {
      throw new IllegalArgumentException("engine.gpus must be >= 0, was " + index);
    }
  }
}
