package io.engram.trainer.optimise;

/**
 * A learning rate that rises in a straight line and falls along half a cosine (Loshchilov and
 * Hutter, 2017).
 *
 * @param peak highest rate
 * @param warmup steps until the peak
 * @param steps steps in all
 * @param floor last rate as a share of the peak
 */
public record WarmupCosine(double peak, long warmup, long steps, double floor) {

  /** The rate of step number {@code step}, from 1. */
  public double rate(long step) {
    if (step <= warmup) {
      return peak * step / warmup;
    }
    double progress = (double) (step - warmup) / Math.max(1, steps - warmup);
    double cosine = (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
    return peak * (floor + (1 - floor) * cosine);
  }
}
