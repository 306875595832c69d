package io.engram.processor.batch;

import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineMemoryException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.InputShape;
import io.engram.model.engine.OutputShape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * Scores one-pixel images: both schemas are the red channel. Counts its batches, and works only
 * when it is given turns. Refuses batches with a pixel of red {@link #REFUSED}, breaks at one of
 * red {@link #BREAKS}, gives no number for {@link #NO_NUMBER}, and once it is dead refuses all.
 */
public final class FakeEngine implements InferenceEngine {
  public static final int NO_NUMBER = 253;
  public static final int REFUSED = 254;
  public static final int BREAKS = 255;

  public final List<Integer> batches = new CopyOnWriteArrayList<>();
  public final Semaphore entered = new Semaphore(0);
  public final Semaphore turns = new Semaphore(0);
  public final CountDownLatch closed = new CountDownLatch(1);
  volatile boolean dead;
  private volatile int refused = REFUSED;
  private volatile int breaks = BREAKS;

  /** Images that fit into its memory. */
  volatile int memory = Integer.MAX_VALUE;

  /** Refuses this red, too. */
  public void refuse(int red) {
    refused = red;
  }

  /** Breaks at this red, too. */
  public void breakAt(int red) {
    breaks = red;
  }

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
    if (count > memory) {
      throw new EngineMemoryException("out of memory", null);
    }
    for (int i = 0; i < count; i++) {
      int red = pixels.get(i * 3) & 0xff;
      if (red == REFUSED || red == refused || dead) {
        throw new EngineException("refused");
      }
      if (red == BREAKS || red == breaks) {
        throw new IllegalStateException("broken");
      }
      float schema = red == NO_NUMBER ? Float.NaN : red / 255f;
      heatmaps.put(i * 2, schema).put(i * 2 + 1, schema);
    }
  }

  @Override
  public String device() {
    return "fake";
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
