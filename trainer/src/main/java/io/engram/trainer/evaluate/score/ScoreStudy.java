package io.engram.trainer.evaluate.score;

import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.metric.RankCorrelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How an image's score goes with its hit rate.
 *
 * @param points images that have both, in the experiment's order
 * @param ofAll Spearman's rank correlation of predicted score and hit rate over all points
 * @param ofUnseen the same over the images that the model is known not to have been trained on
 * @param ofPeoplesMaps the same for the mean of people's own maps, over all points with one: what
 *     even a perfect prediction of the maps would reach
 * @param skipped images of the experiment whose photograph is not in the data set
 * @param unrated rows of the experiment without a hit rate
 * @param calibrations tried, see {@link CrossValidation#ofAllKinds}
 * @param chosen the linear one, unless the isotonic one is clearly better on images that it was not
 *     fitted on: its curve has many more ways to follow chance
 * @param gain by how much the chosen one's mean squared error is below the constant one's; an
 *     interval above zero means that the score says something about the hit rate
 */
public record ScoreStudy(
    List<Point> points,
    Estimate ofAll,
    Estimate ofUnseen,
    Estimate ofPeoplesMaps,
    int skipped,
    int unrated,
    List<CrossValidation> calibrations,
    CrossValidation chosen,
    Estimate gain) {

  private static final int FEWEST = 20;

  /**
   * Scores of one image.
   *
   * @param predicted by the model
   * @param people mean of the true schema that people marked, NaN where there is no map
   * @param unseen whether the model is known not to have been trained on it
   */
  public record Scores(double predicted, double people, boolean unseen) {}

  /**
   * One image.
   *
   * @param name of its file
   * @param scores of it
   * @param hitRate in [0,1]
   */
  public record Point(String name, Scores scores, double hitRate) {}

  public ScoreStudy {
    points = List.copyOf(points);
    calibrations = List.copyOf(calibrations);
  }

  /** Whether that many images are enough to fit anything to. */
  public static boolean isEnough(int images) {
    return images >= FEWEST;
  }

  /**
   * Compares.
   *
   * @param scores of the data set's images, by name
   * @throws IllegalArgumentException if fewer images than {@link #isEnough} have both
   */
  public static ScoreStudy of(HitRates rates, Map<String, Scores> scores, Bootstrap bootstrap) {
    var points = new ArrayList<Point>();
    rates
        .byName()
        .forEach(
            (name, rate) -> {
              if (scores.containsKey(name)) {
                points.add(new Point(name, scores.get(name), rate));
              }
            });
    if (!isEnough(points.size())) {
      throw new IllegalArgumentException(
          "hit rates of at least %d images are needed, there are %d"
              .formatted(FEWEST, points.size()));
    }
    double[] predicted = points.stream().mapToDouble(p -> p.scores().predicted()).toArray();
    double[] hitRates = points.stream().mapToDouble(Point::hitRate).toArray();
    var tried = CrossValidation.ofAllKinds(predicted, hitRates, bootstrap.seed());
    var chosen = choose(tried.get(1), tried.get(2), bootstrap);
    return new ScoreStudy(
        points,
        spearman(points, p -> true, Scores::predicted, bootstrap),
        spearman(points, p -> p.scores().unseen(), Scores::predicted, bootstrap),
        spearman(points, p -> !Double.isNaN(p.scores().people()), Scores::people, bootstrap),
        rates.byName().size() - points.size(),
        rates.unrated(),
        tried,
        chosen,
        bootstrap.difference(tried.get(0).squaredErrors(), chosen.squaredErrors()));
  }

  private static CrossValidation choose(
      CrossValidation linear, CrossValidation isotonic, Bootstrap bootstrap) {
    var gain = bootstrap.difference(linear.squaredErrors(), isotonic.squaredErrors());
    return gain.isAboveZero() ? isotonic : linear;
  }

  private static Estimate spearman(
      List<Point> points,
      Predicate<Point> which,
      ToDoubleFunction<Scores> score,
      Bootstrap bootstrap) {
    var chosen = points.stream().filter(which).toList();
    return bootstrap.of(
        chosen.size(),
        sample -> {
          var x = new double[sample.length];
          var y = new double[sample.length];
          for (int i = 0; i < sample.length; i++) {
            var point = chosen.get(sample[i]);
            x[i] = score.applyAsDouble(point.scores());
            y[i] = point.hitRate();
          }
          return RankCorrelation.of(x, y);
        });
  }
}
