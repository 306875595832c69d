package io.engram.trainer.evaluate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How well each kind of calibration does on images that it was not fitted on: the images are dealt
 * into folds, and each fold is predicted by a fit to all others.
 */
public final class CrossValidation {

  private static final int FOLDS = 10;

  private final Calibration fitted;
  private final double[] squaredErrors;

  private CrossValidation(Calibration fitted, double[] squaredErrors) {
    this.fitted = fitted;
    this.squaredErrors = squaredErrors;
  }

  /** Fits a calibration to scores and hit rates. */
  @FunctionalInterface
  private interface Fitting {
    Calibration fit(double[] scores, double[] rates);
  }

  /** What kind of calibration it is. */
  public String kind() {
    return fitted.kind();
  }

  /** Fitted to all images, for use. */
  public Calibration fitted() {
    return fitted;
  }

  /** The squared error of each image's hit rate, when its fold was left out. */
  public double[] squaredErrors() {
    return squaredErrors.clone();
  }

  /** The usual size of an error: the root of the mean square. */
  public double error() {
    return Math.sqrt(Arrays.stream(squaredErrors).average().orElse(Double.NaN));
  }

  /**
   * Tries all kinds: constant, linear, isotonic.
   *
   * @param scores predicted, one for each image
   * @param rates hit rates of the same images, at least two
   * @param seed of the dealing; all kinds get the same folds
   */
  public static List<CrossValidation> ofAllKinds(double[] scores, double[] rates, long seed) {
    int[] folds = deal(scores.length, seed);
    Fitting constant = (x, y) -> Calibration.Constant.fit(y);
    return List.of(
        of(constant, scores, rates, folds),
        of(Calibration.Linear::fit, scores, rates, folds),
        of(Calibration.Isotonic::fit, scores, rates, folds));
  }

  private static CrossValidation of(Fitting fitting, double[] scores, double[] rates, int[] folds) {
    var errors = new double[scores.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      int[] rest = IntStream.range(0, folds.length).filter(i -> folds[i] != held).toArray();
      if (rest.length == folds.length) {
        continue;
      }
      var calibration = fitting.fit(pick(scores, rest), pick(rates, rest));
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] == held) {
          double error = calibration.hitRate(scores[i]) - rates[i];
          errors[i] = error * error;
        }
      }
    }
    return new CrossValidation(fitting.fit(scores, rates), errors);
  }

  private static int[] deal(int images, long seed) {
    var folds = IntStream.range(0, images).map(i -> i % FOLDS).boxed().toList();
    var shuffled = new ArrayList<>(folds);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] pick(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }
}
