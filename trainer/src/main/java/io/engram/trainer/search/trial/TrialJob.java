package io.engram.trainer.search.trial;

/**
 * A trial to be trained from where it is until the given epoch.
 *
 * @param untilEpoch the last epoch to train, from 1
 */
public record TrialJob(Trial trial, int untilEpoch) {

  public TrialJob {
    if (untilEpoch < 1 || untilEpoch > trial.recipe().epochs()) {
      throw new IllegalArgumentException(
          "trial %d can be trained until an epoch from 1 to %d, not %d"
              .formatted(trial.number(), trial.recipe().epochs(), untilEpoch));
    }
  }

  /** What tells it from the other jobs of its search. */
  public Key key() {
    return new Key(trial.number(), untilEpoch);
  }

  /** A trial's number and the epoch it is trained to. */
  public record Key(int trial, int untilEpoch) {}
}
