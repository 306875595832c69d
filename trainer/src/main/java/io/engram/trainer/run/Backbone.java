package io.engram.trainer.run;

import io.engram.trainer.network.HeatmapNetwork;
import io.engram.trainer.optimise.ParameterVector;
import io.engram.trainer.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Weights that were trained for another purpose, such as to tell what photographs show. They fill
 * the network's backbone; the rest starts from random weights.
 *
 * @param file by the names that {@link HeatmapNetwork#backbone} says; may hold more
 */
public record Backbone(Safetensors file) implements FirstWeights {

  /** Begins {@link #id}, to tell them from a run's. */
  static final String PREFIX = "backbone:";

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or is no safetensors file
   */
  public static Backbone open(Path file) throws IOException {
    return new Backbone(Safetensors.read(file));
  }

  @Override
  public String id() {
    return PREFIX + file.sha256();
  }

  @Override
  public List<String> backbones() {
    return List.of(file.sha256());
  }

  @Override
  public void requireFit(TrainingConfig config) {
    requireHasBackbone(config);
    // The layers are enough to know the shapes; no network is computed.
    config
        .network()
        .build()
        .backbone()
        .forEach(
            (name, parameter) ->
                requireUsable(name, file.floats(name, parameter.getShape().getShape())));
  }

  private void requireUsable(String name, float[] numbers) {
    boolean isVariance = name.endsWith("running_var");
    for (float number : numbers) {
      if (!Float.isFinite(number) || isVariance && number < 0) {
        throw new IllegalArgumentException(
            "%s is damaged: the tensor %s holds %s; get the file again"
                .formatted(file.file(), name, number));
      }
    }
  }

  private void requireHasBackbone(TrainingConfig config) {
    if (!config.network().hasBackbone()) {
      throw new IllegalArgumentException(
          "%s holds weights of a backbone, and the network has none; train without --backbone, or with --preset mobilenet"
              .formatted(file.file()));
    }
  }

  @Override
  public void giveTo(HeatmapNetwork network, ParameterVector weights) {
    network
        .backbone()
        .forEach(
            (name, parameter) -> {
              var array = parameter.getArray();
              ParameterVector.overwrite(array, file.floats(name, array.getShape().getShape()));
            });
  }
}
