package io.engram.trainer.judge;

import io.engram.schemas.TrialReport;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What all processors have seen of a trial.
 *
 * @param reports the newest of each run of a processor
 * @param refusal why a processor cannot run the model, if one cannot
 */
public record TrialEvidence(Collection<TrialReport> reports, Optional<String> refusal) {
  /** Images that the version on trial scored. */
  public long images() {
    return sum(TrialReport::getImages);
  }

  /** Images that the version that serves scored meanwhile. */
  public long championImages() {
    return sum(TrialReport::getChampionImages);
  }

  /** Images that a shadow was too slow for. */
  public long missed() {
    return sum(TrialReport::getMissed);
  }

  /** Images that the version on trial scored or failed on. */
  public long tried() {
    return images() + sum(TrialReport::getFailures);
  }

  /** Share of the images on trial that the engine failed on; none where there are no images. */
  public OptionalDouble failures() {
    return ratio(sum(TrialReport::getFailures), tried());
  }

  /** Mean score of the version on trial. */
  public OptionalDouble meanScore() {
    return ratio(total(TrialReport::getScoreSum), images());
  }

  /** Mean score of the version that serves. */
  public OptionalDouble championMeanScore() {
    return ratio(total(TrialReport::getChampionScoreSum), championImages());
  }

  /** Mean score of the version on trial less that of the one that serves. */
  public OptionalDouble shift() {
    return meanScore().isPresent() && championMeanScore().isPresent()
        ? OptionalDouble.of(meanScore().getAsDouble() - championMeanScore().getAsDouble())
        : OptionalDouble.empty();
  }

  /**
   * Standard error of {@link #shift}, as of two independent samples: of a shadow, which scores the
   * same images, it is less.
   */
  public OptionalDouble shiftError() {
    if (images() < 2 || championImages() < 2) {
      return OptionalDouble.empty();
    }
    double own = variance(images(), TrialReport::getScoreSum, TrialReport::getScoreSquares);
    double theirs =
        variance(
            championImages(),
            TrialReport::getChampionScoreSum,
            TrialReport::getChampionScoreSquares);
    return OptionalDouble.of(Math.sqrt(own / images() + theirs / championImages()));
  }

  private double variance(
      long count, ToDoubleFunction<TrialReport> sum, ToDoubleFunction<TrialReport> squares) {
    double mean = total(sum) / count;
    return Math.max(0, (total(squares) - count * mean * mean) / (count - 1));
  }

  /** Of a shadow: mean correlation of the maps of both. */
  public OptionalDouble agreement() {
    return ratio(total(TrialReport::getAgreementSum), sum(TrialReport::getCompared));
  }

  /** Mean time that an image of the version on trial takes on its engine, in milliseconds. */
  public OptionalDouble inferenceMillis() {
    return ratio(sum(TrialReport::getInferenceMicros) / 1_000.0, images());
  }

  /** The same of the version that serves. */
  public OptionalDouble championInferenceMillis() {
    return ratio(sum(TrialReport::getChampionInferenceMicros) / 1_000.0, championImages());
  }

  private long sum(ToLongFunction<TrialReport> field) {
    return reports.stream().mapToLong(field).sum();
  }

  private double total(ToDoubleFunction<TrialReport> field) {
    return reports.stream().mapToDouble(field).sum();
  }

  private static OptionalDouble ratio(double part, long of) {
    return of == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / of);
  }
}
