package io.engram.model.engine;

import java.util.List;

/**
 * On how many engines a model shall run.
 *
 * @param one how each runs; its GPU is replaced by each of {@code gpus}
 * @param gpus that are used, where the model runs on GPUs, each once; at least one
 * @param sessions engines on each device: a second one computes while the first one's thread copies
 */
public record EnginesConfig(EngineConfig one, List<Integer> gpus, int sessions) {
  public EnginesConfig {
    gpus = List.copyOf(gpus);
    if (gpus.isEmpty() || gpus.stream().distinct().count() < gpus.size()) {
      throw new IllegalArgumentException("engine.gpus must name each GPU once, was " + gpus);
    }
    if (sessions < 1) {
      throw new IllegalArgumentException("engine.sessions must be >= 1, was " + sessions);
    }
  }

  /** One engine. */
  public static EnginesConfig of(EngineConfig one) {
    return new EnginesConfig(one, List.of(one.gpu().index()), 1);
  }

  EngineConfig on(Device device, int gpuIndex) {
    Gpu gpu = new Gpu(gpuIndex, one.gpu().engineCache());
    return new EngineConfig(device, one.threads(), one.precision(), gpu);
  }
}
