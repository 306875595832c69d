package io.engram.model.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Batches of noise. An engine is warmed up before it serves, because the first batch of a size is
 * slow (memory, kernels; TensorRT builds an engine) and a broken model must not be swapped in.
 */
public final class Warmup {
  private Warmup() {}

  /**
   * The time that batches of one size took.
   *
   * @param batchSize pictures
   * @param firstMillis milliseconds of the first batch, with everything that happens once
   * @param millis milliseconds of the batch after it
   */
  public record BatchTiming(int batchSize, double firstMillis, double millis) {}

  /**
   * Scores a batch of noise of each size and checks that every value is a heatmap's: finite and in
   * [0,1]. Blocks; the engine must not be in use elsewhere. Once, for while models are swapped the
   * one that serves pays for it.
   *
   * @param batchSizes those that the engine will be given, each at least 1, in any order
   * @throws EngineException if the engine fails or a value is none
   */
  public static void run(InferenceEngine engine, Collection<Integer> batchSizes)
      throws EngineException {
    TreeSet<Integer> sizes = new TreeSet<>(batchSizes);
    if (sizes.isEmpty() || sizes.first() < 1) {
      throw new IllegalArgumentException("Batch sizes must be at least 1, were " + batchSizes);
    }
    ByteBuffer pixels = noise(engine.input().bytes(sizes.last()));
    FloatBuffer heatmaps = directFloats(engine.output().floats(sizes.last()));
    for (int size : sizes) {
      time(engine, pixels, size, heatmaps, System::nanoTime);
    }
  }

  /**
   * Warms an engine up for one size and measures it.
   *
   * @throws EngineException if the engine fails or a value is none
   */
  public static BatchTiming measure(InferenceEngine engine, int batchSize) throws EngineException {
    return measure(engine, batchSize, System::nanoTime);
  }

  static BatchTiming measure(InferenceEngine engine, int batchSize, LongSupplier nanoTime)
      throws EngineException {
    ByteBuffer pixels = noise(engine.input().bytes(batchSize));
    FloatBuffer heatmaps = directFloats(engine.output().floats(batchSize));
    double first = time(engine, pixels, batchSize, heatmaps, nanoTime);
    double second = time(engine, pixels, batchSize, heatmaps, nanoTime);
    return new BatchTiming(batchSize, first, second);
  }

  private static double time(
      InferenceEngine engine, ByteBuffer pixels, int size, FloatBuffer heatmaps, LongSupplier clock)
      throws EngineException {
    // What an engine does not write must not pass for the answer to an earlier batch.
    for (int i = 0; i < heatmaps.capacity(); i++) {
      heatmaps.put(i, Float.NaN);
    }
    long start = clock.getAsLong();
    engine.score(pixels, size, heatmaps);
    double millis = (clock.getAsLong() - start) / 1e6;
    for (int i = 0; i < engine.output().floats(size); i++) {
      float value = heatmaps.get(i);
      if (!(value >= 0 && value <= 1)) {
        throw new EngineException(
            "The model gave %s in a batch of %d on %s, heatmaps are in [0,1]: do not serve it"
                .formatted(value, size, engine.device()));
      }
    }
    return millis;
  }

  /** The same noise every time: a picture of one colour would leave much of a network unused. */
  private static ByteBuffer noise(int bytes) {
    byte[] values = new byte[bytes];
    new SplittableRandom(1).nextBytes(values);
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).put(values).flip();
  }

  private static FloatBuffer directFloats(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, floats))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
