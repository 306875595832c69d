package io.engram.trainer.evaluate;

import io.engram.imaging.RgbImage;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Predicts with an exported model through the engine that serves it. */
public final class EnginePredictor implements HeatmapPredictor {

  private final InferenceEngine engine;

  /** Uses {@code engine}, which stays the caller's. */
  public EnginePredictor(InferenceEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<float[]> predict(List<RgbImage> photographs) {
    int count = photographs.size();
    int size = 2 * engine.output().width() * engine.output().height();
    int bytes = 3 * engine.input().width() * engine.input().height();
    var pixels = ByteBuffer.allocateDirect(count * bytes);
    photographs.forEach(photograph -> pixels.put(photograph.rgb()));
    pixels.flip();
    var heatmaps =
        ByteBuffer.allocateDirect(count * size * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    try {
      engine.score(pixels, count, heatmaps);
    } catch (EngineException e) {
      throw new IllegalStateException("the exported model fails on validation images", e);
    }
    var result = new ArrayList<float[]>();
    for (int i = 0; i < count; i++) {
      var heatmap = new float[size];
      heatmaps.get(i * size, heatmap);
      result.add(heatmap);
    }
    return result;
  }
}
