package io.engram.trainer.evaluate.score;

import java.util.List;

/** Turns an image's score into the hit rate to expect, in [0,1]. */
public sealed interface Calibration {

  /** The hit rate to expect of an image with this score. */
  double hitRate(double score);

  /** What kind it is, in a word. */
  String kind();

  /** The same for every image: what any other must beat. */
  record Constant(double rate) implements Calibration {

    @Override
    public double hitRate(double score) {
      return rate;
    }

    @Override
    public String kind() {
      return "constant";
    }

    static Constant fit(double[] rates) {
      return new Constant(mean(rates));
    }
  }

  /** {@code intercept + slope * score} by least squares, kept within [0,1]. */
  record Linear(double intercept, double slope) implements Calibration {

    @Override
    public double hitRate(double score) {
      return Math.max(0, Math.min(1, intercept + slope * score));
    }

    @Override
    public String kind() {
      return "linear";
    }

    static Linear fit(double[] scores, double[] rates) {
      double meanScore = mean(scores);
      double meanRate = mean(rates);
      double squares = 0;
      double products = 0;
      for (int i = 0; i < scores.length; i++) {
        double deviation = scores[i] - meanScore;
        squares += deviation * deviation;
        products += deviation * (rates[i] - meanRate);
      }
      double slope = squares == 0 ? 0 : products / squares;
      return new Linear(meanRate - slope * meanScore, slope);
    }
  }

  /**
   * The non-decreasing function with the least squared error, by pooling adjacent violators (Ayer,
   * Brunk, Ewing, Reid and Silverman, 1955); linear between its points, flat beyond them.
   *
   * @param scores of the points, ascending
   * @param rates of the points, not descending
   */
  record Isotonic(List<Double> scores, List<Double> rates) implements Calibration {

    public Isotonic {
      scores = List.copyOf(scores);
      rates = List.copyOf(rates);
      if (scores.isEmpty() || scores.size() != rates.size()) {
        throw new IllegalArgumentException("an isotonic calibration has points");
      }
    }

    @Override
    public double hitRate(double score) {
      int last = scores.size() - 1;
      if (score <= scores.get(0)) {
        return rates.get(0);
      }
      if (score >= scores.get(last)) {
        return rates.get(last);
      }
      int above = 1;
      while (scores.get(above) < score) {
        above++;
      }
      double from = scores.get(above - 1);
      double part = (score - from) / (scores.get(above) - from);
      return rates.get(above - 1) + part * (rates.get(above) - rates.get(above - 1));
    }

    @Override
    public String kind() {
      return "isotonic";
    }

    static Isotonic fit(double[] scores, double[] rates) {
      return AdjacentViolators.pool(scores, rates);
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
