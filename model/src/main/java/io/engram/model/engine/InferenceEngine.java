package io.engram.model.engine;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * A model, ready to score batches on one device.
 *
 * <p>An engine belongs to one thread at a time, as a rule the batcher of its device: calls of
 * {@link #score} and {@link #close} must not overlap. Handing it from thread to thread is fine with
 * the usual happens-before.
 */
public interface InferenceEngine extends AutoCloseable {
  /** Size of the pictures that go in. */
  InputShape input();

  /** Size of the heatmaps that come out. */
  OutputShape output();

  /**
   * Scores a batch. Blocks until the heatmaps are there; any count works, but a device may take
   * longer for one that it sees for the first time (see {@link Warmup}).
   *
   * <p>Both buffers stay the caller's, may be larger than the batch and may be used again for the
   * next; they must not be touched during the call. Positions and limits are left as they are.
   *
   * @param pixels direct; uint8 {@code [count,H,W,3]} RGB from its position on
   * @param count pictures, at least 1
   * @param heatmaps direct, in native byte order; receives float {@code [count,2,H',W']} from its
   *     position on
   * @throws EngineMemoryException if the device has too little memory for this batch
   * @throws EngineException if the device fails; the heatmaps are undefined then
   * @throws IllegalArgumentException if a buffer does not fit
   * @throws IllegalStateException after {@link #close}
   */
  void score(ByteBuffer pixels, int count, FloatBuffer heatmaps) throws EngineException;

  /** Whether a batch of a size that it has not seen yet costs it much more than others. */
  default boolean prefersFixedSizes() {
    return false;
  }

  /** What it runs on: {@code cpu}, {@code cuda} or {@code tensorrt}. For logs and metrics. */
  String device();

  /** Frees the model's memory, on the device too. A second call does nothing. */
  @Override
  void close();
}
