package io.engram.trainer.network;

import io.engram.trainer.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Writes weights for a backbone. */
public final class BackboneFile {

  private BackboneFile() {}

  /**
   * Writes a file with one number everywhere.
   *
   * @param others further numbers, by the name of their tensor
   */
  public static Path write(
      Path file, NetworkConfig network, float number, Map<String, Float> others)
      throws IOException {
    var tensors = new TensorFile();
    network
        .build()
        .backbone()
        .forEach(
            (name, parameter) -> {
              var values = new float[(int) parameter.getShape().size()];
              Arrays.fill(values, others.getOrDefault(name, number));
              tensors.add(name, values, parameter.getShape().getShape());
            });
    return tensors.write(file);
  }
}
