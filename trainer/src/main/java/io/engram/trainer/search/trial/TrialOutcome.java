package io.engram.trainer.search.trial;

import java.util.List;

/** How the training of a trial ended. */
public sealed interface TrialOutcome {

  /** Figures of all epochs of the trial so far, with those of earlier rungs. */
  List<EpochFigures> epochs();

  /** Time that the trial has taken so far, with earlier rungs. */
  default double seconds() {
    return epochs().stream().mapToDouble(EpochFigures::seconds).sum();
  }

  /** It has reached its epoch. */
  record Trained(List<EpochFigures> epochs) implements TrialOutcome {
    public Trained {
      epochs = List.copyOf(epochs);
      if (epochs.isEmpty()) {
        throw new IllegalArgumentException("a trained trial has at least one epoch");
      }
    }

    /** Figures of the last epoch. */
    public EpochFigures last() {
      return epochs.get(epochs.size() - 1);
    }
  }

  /**
   * Its loss or its gradient stopped being a number. It is not trained further.
   *
   * @param epochs those completed before
   * @param lostSeconds time spent on the epoch that was not completed
   * @param detail at which step, for people
   */
  record Diverged(List<EpochFigures> epochs, double lostSeconds, String detail)
      implements TrialOutcome {
    public Diverged {
      epochs = List.copyOf(epochs);
    }

    @Override
    public double seconds() {
      return TrialOutcome.super.seconds() + lostSeconds;
    }
  }

  /**
   * Its configuration cannot be trained: choices that do not fit each other, or more memory than
   * the machine has.
   *
   * @param detail why, for people
   */
  record Refused(String detail) implements TrialOutcome {
    @Override
    public List<EpochFigures> epochs() {
      return List.of();
    }
  }
}
