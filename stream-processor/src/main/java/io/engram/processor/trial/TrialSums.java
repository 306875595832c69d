package io.engram.processor.trial;

/**
 * What was seen of a trial.
 *
 * @param challenger what the model on trial did
 * @param champion what the model that serves did meanwhile: of a canary on the other images, of a
 *     shadow on the same
 * @param failures images that the challenger's engine failed on
 * @param missed images that a shadow was too slow for
 * @param compared pairs of maps of a shadow, without those that are the same everywhere both
 * @param agreement sum of these correlations
 */
public record TrialSums(
    ModelSums challenger,
    ModelSums champion,
    long failures,
    long missed,
    long compared,
    double agreement) {
  static final TrialSums NONE = new TrialSums(ModelSums.NONE, ModelSums.NONE, 0, 0, 0, 0);

  TrialSums withChallenger(ModelSums sums) {
    return new TrialSums(sums, champion, failures, missed, compared, agreement);
  }

  TrialSums withChampion(ModelSums sums) {
    return new TrialSums(challenger, sums, failures, missed, compared, agreement);
  }

  TrialSums withFailure() {
    return new TrialSums(challenger, champion, failures + 1, missed, compared, agreement);
  }

  TrialSums withMissed() {
    return new TrialSums(challenger, champion, failures, missed + 1, compared, agreement);
  }

  TrialSums withAgreement(double correlation) {
    return new TrialSums(
        challenger, champion, failures, missed, compared + 1, agreement + correlation);
  }
}
