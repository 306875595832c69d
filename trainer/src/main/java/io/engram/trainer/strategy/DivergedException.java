package io.engram.trainer.strategy;

import java.io.Serial;

/** Training left the numbers: the loss or the gradient of a step is not finite. */
public final class DivergedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  DivergedException(long step, double loss, float gradientLength) {
    super(
        "step %d: loss is %s and the gradient's length %s; weights are kept as of the last checkpoint;"
                .formatted(step, loss, gradientLength)
            + " go on from there by resuming, and if it stops at this step again, train with a lower"
            + " learning rate or check the images used last");
  }
}
