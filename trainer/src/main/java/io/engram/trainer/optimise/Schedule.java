package io.engram.trainer.optimise;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the learning rate changes over a training, as a share of the highest. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Schedule.Constant.class, name = "constant"),
  @JsonSubTypes.Type(value = Schedule.WarmupCosine.class, name = "warmup-cosine"),
  @JsonSubTypes.Type(value = Schedule.LinearDecay.class, name = "linear-decay"),
  @JsonSubTypes.Type(value = Schedule.StepDecay.class, name = "step-decay")
})
public sealed interface Schedule {

  /**
   * The share of the highest rate.
   *
   * @param step number of the step, from 1
   * @param steps in all
   */
  double share(long step, long steps);

  /** Always the same. */
  record Constant() implements Schedule {
    @Override
    public double share(long step, long steps) {
      return 1;
    }
  }

  /**
   * Rises in a straight line and falls along half a cosine (Loshchilov and Hutter, 2017).
   *
   * @param warmup steps until the peak
   * @param floor last share
   */
  record WarmupCosine(long warmup, double floor) implements Schedule {
    public WarmupCosine {
      if (warmup < 0 || !(floor >= 0 && floor <= 1)) {
        throw new IllegalArgumentException(
            "schedule.warmup must be >= 0 and schedule.floor in [0,1], were %d and %s"
                .formatted(warmup, floor));
      }
    }

    @Override
    public double share(long step, long steps) {
      if (step <= warmup) {
        return (double) step / warmup;
      }
      double progress = (double) (step - warmup) / Math.max(1, steps - warmup);
      double cosine = (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
      return floor + (1 - floor) * cosine;
    }
  }

  /**
   * Constant, then down to 0 in a straight line (Isola et al., 2017, whose share is one half).
   *
   * @param constant share of the training before the decline
   */
  record LinearDecay(double constant) implements Schedule {
    public LinearDecay {
      UpdateRule.requireShare("schedule.constant", constant);
    }

    @Override
    public double share(long step, long steps) {
      double decline = steps * (1 - constant);
      return Math.min(1, (steps - step + 1) / decline);
    }
  }

  /**
   * Falls at regular intervals.
   *
   * @param every share of the training between two falls
   * @param factor what remains of the rate at each
   */
  record StepDecay(double every, double factor) implements Schedule {
    public StepDecay {
      if (!(every > 0 && every <= 1) || !(factor > 0 && factor <= 1)) {
        throw new IllegalArgumentException(
            "schedule.every and schedule.factor must be in (0,1], were %s and %s"
                .formatted(every, factor));
      }
    }

    @Override
    public double share(long step, long steps) {
      return Math.pow(factor, Math.floor((step - 1) / (every * steps)));
    }
  }
}
