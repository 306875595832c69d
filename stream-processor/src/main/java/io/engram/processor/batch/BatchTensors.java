package io.engram.processor.batch;

import io.engram.imaging.Heatmap;
import io.engram.imaging.RgbImage;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.InputShape;
import io.engram.model.engine.OutputShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The input and output tensors of an engine, off the heap, allocated once for the largest batch:
 * {@code uint8 [N,H,W,3]} and {@code float [N,2,H',W']}. Not thread-safe.
 */
final class BatchTensors {
  private final OutputShape shape;
  private final int imageBytes;
  private final int heatmapFloats;
  private final ByteBuffer pixels;
  private final FloatBuffer heatmaps;

  /**
   * @throws EngineException if a batch of {@code maxBatch} images is larger than a tensor can be
   */
  static void requireFit(InferenceEngine engine, int maxBatch) throws EngineException {
    InputShape input = engine.input();
    int most = mostThatFit(engine);
    if (maxBatch > most) {
      throw new EngineException(
          "batch.max-size is %,d, but of this model's %d x %d pictures at most %,d fit into a batch"
              .formatted(maxBatch, input.width(), input.height(), most));
    }
  }

  /** The largest batch whose images and heatmaps are no larger than a tensor can be. */
  static int mostThatFit(InferenceEngine engine) {
    long heatmapBytes = (long) Float.BYTES * engine.output().floats(1);
    return (int) (Integer.MAX_VALUE / Math.max(engine.input().bytes(1), heatmapBytes));
  }

  BatchTensors(InferenceEngine engine, int maxBatch) {
    InputShape input = engine.input();
    this.shape = engine.output();
    this.imageBytes = input.width() * input.height() * 3;
    this.heatmapFloats = shape.width() * shape.height() * 2;
    this.pixels = ByteBuffer.allocateDirect(Math.multiplyExact(maxBatch, imageBytes));
    this.heatmaps =
        ByteBuffer.allocateDirect(Math.multiplyExact(maxBatch, heatmapFloats * Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  void put(int index, RgbImage image) {
    pixels.put(index * imageBytes, image.rgb());
  }

  void score(InferenceEngine engine, int count) throws EngineException {
    engine.score(
        pixels.duplicate().limit(count * imageBytes),
        count,
        heatmaps.duplicate().limit(count * heatmapFloats));
  }

  /**
   * The heatmap of an image of the batch; valid beyond the next batch.
   *
   * @throws EngineException if the engine gave no numbers for this image
   */
  Heatmap heatmap(int index) throws EngineException {
    try {
      return Heatmap.fromPlanes(
          heatmaps.slice(index * heatmapFloats, heatmapFloats), shape.width(), shape.height());
    } catch (IllegalArgumentException e) {
      throw new EngineException(e.getMessage(), e);
    }
  }
}
