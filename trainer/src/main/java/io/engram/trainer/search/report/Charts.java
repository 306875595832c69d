package io.engram.trainer.search.report;

import io.engram.trainer.search.strategy.ParameterWorth;
import io.engram.trainer.search.strategy.ParameterWorth.ChoiceWorth;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The report's pictures. */
final class Charts {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int BOTTOM = HEIGHT - 24;
  private static final int ROW = 26;

  private final SearchReport report;
  private final Objective objective;

  Charts(SearchReport report) {
    this.report = report;
    this.objective = report.objective();
  }

  /**
   * Each result, of all rungs in the order in which they came, and the best so far, over the
   * minutes of training spent.
   */
  String progress() {
    List<double[]> results = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    Map<Integer, Double> trained = new HashMap<>();
    double spent = 0;
    for (TrialResult result : report.results().all()) {
      // An outcome counts the time of its trial's earlier rungs once more.
      double seconds = result.outcome().seconds();
      spent += Math.max(0, seconds - trained.getOrDefault(result.trial(), 0.0)) / 60;
      trained.merge(result.trial(), seconds, Math::max);
      double figure = objective.figure(objective.score(result.outcome()));
      if (Double.isFinite(figure)) {
        results.add(new double[] {spent, figure});
        titles.add(title(result));
      }
    }
    var x = Scale.of(column(results, 0), LEFT, WIDTH - 10);
    var y = Scale.of(column(results, 1), BOTTOM, 10);
    var plot = new Plot("Best so far", WIDTH, HEIGHT);
    plot.horizontalGrid(y, LEFT);
    plot.verticalGrid(x, BOTTOM);
    List<double[]> best = new ArrayList<>();
    double bestScore = Objective.WORST;
    for (int i = 0; i < results.size(); i++) {
      double[] result = results.get(i);
      double score = objective.goal() == Objective.Goal.MAXIMISE ? result[1] : -result[1];
      if (!best.isEmpty()) {
        best.add(new double[] {x.pixel(result[0]), y.pixel(objective.figure(bestScore))});
      }
      bestScore = Math.max(bestScore, score);
      best.add(new double[] {x.pixel(result[0]), y.pixel(objective.figure(bestScore))});
      plot.dot("other", x.pixel(result[0]), y.pixel(result[1]), titles.get(i));
    }
    plot.path("best", "best so far", best);
    return plot.svg();
  }

  /** The objective's figure over the epochs of each trial; the best trial stands out. */
  String curves() {
    List<TrialResult> trials = report.results().furthest();
    int epochs = trials.stream().mapToInt(t -> t.outcome().epochs().size()).max().orElse(1);
    double[] figures =
        trials.stream()
            .flatMapToDouble(
                trial ->
                    trial.outcome().epochs().stream()
                        .mapToDouble(epoch -> epoch.figure(objective.metric())))
            .toArray();
    var x = Scale.of(new double[] {1, epochs}, LEFT, WIDTH - 10);
    var y = Scale.of(figures, BOTTOM, 10);
    var plot = new Plot("Learning curves", WIDTH, HEIGHT);
    plot.horizontalGrid(y, LEFT);
    plot.verticalGrid(x, BOTTOM);
    trials.forEach(trial -> curve(plot, "other", trial, x, y));
    Optional<TrialResult> best = report.best();
    best.ifPresent(trial -> curve(plot, "best", trial, x, y));
    return plot.svg();
  }

  private void curve(Plot plot, String style, TrialResult trial, Scale x, Scale y) {
    List<double[]> points = new ArrayList<>();
    for (EpochFigures epoch : trial.outcome().epochs()) {
      double figure = epoch.figure(objective.metric());
      if (Double.isFinite(figure)) {
        points.add(new double[] {x.pixel(epoch.epoch()), y.pixel(figure)});
      }
    }
    plot.path(style, title(trial), points);
  }

  /** A row for each choice: a dot for each trial and a bar at their mean. */
  String worth(ParameterWorth parameter) {
    int labels =
        20 + 7 * parameter.choices().stream().mapToInt(c -> c.label().length()).max().orElse(0);
    int bottom = ROW * parameter.choices().size();
    double[] figures =
        parameter.choices().stream().flatMapToDouble(choice -> figures(choice.scores())).toArray();
    var x = Scale.of(figures, Math.min(labels, WIDTH / 2), WIDTH - 20);
    var plot = new Plot(parameter.parameter(), WIDTH, bottom + 24);
    plot.verticalGrid(x, bottom);
    int row = 0;
    for (ChoiceWorth choice : parameter.choices()) {
      row(plot, choice, x, ROW * row + ROW / 2.0);
      row++;
    }
    return plot.svg();
  }

  private void row(Plot plot, ChoiceWorth choice, Scale x, double y) {
    plot.text(choice.kept() ? "kept" : "label", 4, y + 4, choice.label());
    figures(choice.scores())
        .forEach(figure -> plot.dot("other", x.pixel(figure), y, Figures.figure(figure)));
    double mean = objective.figure(choice.mean());
    if (Double.isFinite(mean)) {
      plot.line(choice.kept() ? "mean best" : "mean", x.pixel(mean), y - 9, x.pixel(mean), y + 9);
    }
  }

  private DoubleStream figures(List<Double> scores) {
    return scores.stream().mapToDouble(objective::figure);
  }

  private static double[] column(List<double[]> points, int index) {
    return points.stream().mapToDouble(point -> point[index]).toArray();
  }

  private static String title(TrialResult result) {
    return "trial %d: %s".formatted(result.trial(), result.job().trial().choices());
  }
}
