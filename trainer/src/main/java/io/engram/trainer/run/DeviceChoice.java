package io.engram.trainer.run;

import ai.djl.Device;
import ai.djl.engine.Engine;

/** What computes a training. */
public enum DeviceChoice {
  /** A GPU if PyTorch finds one, else the processor. */
  AUTO,
  /** The processor. */
  CPU,
  /** The first GPU. */
  GPU;

  /**
   * Whether this machine has it.
   *
   * @throws IllegalArgumentException if a GPU is asked for and PyTorch finds none
   */
  public void require() {
    if (this == GPU && !isGpuThere()) {
      throw new IllegalArgumentException(
          "device gpu: PyTorch finds none; give it its CUDA libraries (docs/training.md) and check the"
              + " driver, or train on the cpu");
    }
  }

  Device device() {
    require();
    return this == CPU || !isGpuThere() ? Device.cpu() : Device.gpu();
  }

  private static boolean isGpuThere() {
    return Engine.getEngine("PyTorch").getGpuCount() > 0;
  }
}
