package io.engram.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.SplittableRandom;

/**
 * Draws first weights uniformly from {@code +-1/sqrt(inputs)}, PyTorch's own default, but from a
 * generator of ours: equal seeds give equal weights whatever else has used the engine's.
 */
final class SeededInitializer implements Initializer {

  private final SplittableRandom random;

  SeededInitializer(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType type) {
    double bound = 1 / Math.sqrt((double) shape.size() / shape.get(0));
    var values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return manager.create(values, shape);
  }
}
