package io.engram.processor.pipeline;

import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.InputShape;
import io.engram.model.engine.OutputShape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * Scores one-pixel images: both schemas are the red channel. Counts its batches, and works only
 * when it is given turns. Refuses batches with a pixel of red {@link #REFUSED}, and breaks at one
 * of red {@link #BREAKS}.
 */
final class FakeEngine implements InferenceEngine {
  static final int REFUSED = 254;
  static final int BREAKS = 255;

  final List<Integer> batches = new CopyOnWriteArrayList<>();
  final Semaphore entered = new Semaphore(0);
  final Semaphore turns = new Semaphore(0);

  @Override
  public InputShape input() {
    return new InputShape(1, 1);
  }

  @Override
  public OutputShape output() {
    return new OutputShape(1, 1);
  }

  @Override
  public void score(ByteBuffer pixels, int count, FloatBuffer heatmaps) throws EngineException {
    entered.release();
    turns.acquireUninterruptibly();
    batches.add(count);
    for (int i = 0; i < count; i++) {
      int red = pixels.get(i * 3) & 0xff;
      if (red == REFUSED) {
        throw new EngineException("refused");
      }
      if (red == BREAKS) {
        throw new IllegalStateException("broken");
      }
      heatmaps.put(i * 2, red / 255f).put(i * 2 + 1, red / 255f);
    }
  }

  @Override
  public String device() {
    return "fake";
  }

  @Override
  public void close() {}
}
