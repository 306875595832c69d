package io.engram.trainer.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.SplittableRandom;

/** A small network with random weights, norms and statistics, so that nothing cancels by chance. */
public final class TestNetwork {

  public static final int SIDE = 64;

  private TestNetwork() {}

  public static HeatmapNetwork random(NDManager manager, long seed) {
    return random(new LightConfig(SIDE, 8, 0.2f), manager, seed);
  }

  public static HeatmapNetwork random(NetworkConfig config, NDManager manager, long seed) {
    var network = config.build();
    fill(network, new Shape(1, 3, config.side(), config.side()), manager, seed);
    return network;
  }

  static void fill(Layer network, Shape input, NDManager manager, long seed) {
    network.initialize(manager, DataType.FLOAT32, input);
    var random = new SplittableRandom(seed);
    for (var parameter : network.getParameters().values()) {
      parameter.getArray().set(values(parameter, random));
    }
  }

  private static float[] values(Parameter parameter, SplittableRandom random) {
    var shape = parameter.getArray().getShape();
    var values = new float[(int) shape.size()];
    double bound = 1 / Math.sqrt((double) shape.size() / shape.get(0));
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (parameter.getType()) {
            case RUNNING_VAR, GAMMA -> (float) random.nextDouble(0.5, 2);
            case RUNNING_MEAN, BETA -> (float) random.nextDouble(-0.5, 0.5);
            default -> (float) random.nextDouble(-2 * bound, 2 * bound);
          };
    }
    return values;
  }
}
