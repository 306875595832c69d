package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;

/**
 * Bounds the length of the gradient (Pascanu et al., 2013), so one odd batch cannot wreck weights.
 */
public final class GradientClip {

  private GradientClip() {}

  /**
   * Shortens {@code gradient}, in place, to at most {@code limit}, if that is > 0; returns its
   * length before.
   */
  public static float clip(NDArray gradient, double limit) {
    float length;
    try (var norm = gradient.norm()) {
      length = norm.getFloat();
    }
    if (limit > 0 && length > limit) {
      gradient.muli(limit / length);
    }
    return length;
  }
}
