package io.engram.benchmarks.bare;

import io.engram.imaging.Heatmap;
import io.engram.imaging.RgbImage;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** An engine's tensors, off the heap, allocated once for the largest batch. Not thread-safe. */
public final class BatchBuffers {
  private final InferenceEngine engine;
  private final ByteBuffer pixels;
  private final FloatBuffer heatmaps;

  public BatchBuffers(InferenceEngine engine, int maxBatch) {
    this.engine = engine;
    this.pixels = ByteBuffer.allocateDirect(Math.toIntExact(engine.input().bytes(maxBatch)));
    this.heatmaps =
        ByteBuffer.allocateDirect(Math.toIntExact(engine.output().floats(maxBatch)) * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** Puts a picture of the model's input size at its place in the batch. */
  public void put(int index, RgbImage image) {
    pixels.put(index * image.rgb().length, image.rgb());
  }

  /** Scores the first {@code count} pictures. */
  public void score(int count) throws EngineException {
    engine.score(pixels, count, heatmaps);
  }

  /** The heatmap of a picture of the batch. */
  public Heatmap heatmap(int index) {
    int width = engine.output().width();
    int height = engine.output().height();
    int floats = 2 * width * height;
    return Heatmap.fromPlanes(heatmaps.slice(index * floats, floats), width, height);
  }
}
