package io.engram.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import io.engram.trainer.network.HeatmapNetwork;
import io.engram.trainer.network.Layer;
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

  /** The generator of a configuration, its first weights drawn from the configuration's seed. */
  static HeatmapNetwork network(TrainingConfig config, NDManager manager) {
    var network = config.network().build();
    int side = network.inputSide();
    initialize(network, config.seed(), new Shape(1, 3, side, side), manager);
    return network;
  }

  /** Gives a layer its first weights, which belong to {@code manager}. */
  static void initialize(Layer layer, long seed, Shape input, NDManager manager) {
    layer.setInitializer(new SeededInitializer(seed), Parameter.Type.WEIGHT);
    layer.initialize(manager, DataType.FLOAT32, input);
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
