package io.engram.model.engine;

import java.util.List;
import java.util.OptionalInt;

/**
 * On how many engines a model shall run.
 *
 * @param one how each runs; its GPU is replaced by each of {@code gpus}, and on a processor all
 *     share its threads
 * @param gpus that are used, where the model runs on GPUs, each once; at least one
 * @param sessions engines on each device; empty for one on a GPU, and for up to {@value
 *     #USUAL_ON_CPU} on a processor. A second one on a GPU computes while the first one's thread
 *     copies. On a processor, two engines with a thread each score more images than one whose two
 *     threads wait for each other at every operator
 */
public record EnginesConfig(EngineConfig one, List<Integer> gpus, OptionalInt sessions) {
  /** More would gain little, and each has buffers of its own. */
  private static final int USUAL_ON_CPU = 4;

  public EnginesConfig {
    gpus = List.copyOf(gpus);
    if (gpus.isEmpty() || gpus.stream().distinct().count() < gpus.size()) {
      throw new IllegalArgumentException("engine.gpus must name each GPU once, was " + gpus);
    }
    if (sessions.isPresent() && sessions.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "engine.sessions must be >= 1, was " + sessions.getAsInt());
    }
  }

  /** One engine. */
  public static EnginesConfig of(EngineConfig one) {
    return new EnginesConfig(one, List.of(one.gpu().index()), OptionalInt.of(1));
  }

  int sessionsOn(Device device) {
    return sessions.orElse(device == Device.CPU ? Math.min(USUAL_ON_CPU, one.threads()) : 1);
  }

  /**
   * How an engine runs.
   *
   * @param device asked for; {@link Device#AUTO} may be a processor
   * @param session its number among those on the device
   */
  EngineConfig on(Device device, int gpuIndex, int session) {
    Gpu gpu = new Gpu(gpuIndex, one.gpu().engineCache());
    int sharing = sessionsOn(device == Device.AUTO ? Device.CPU : device);
    int threads = (session + 1) * one.threads() / sharing - session * one.threads() / sharing;
    return new EngineConfig(device, Math.max(1, threads), one.precision(), gpu);
  }
}
