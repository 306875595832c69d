package io.engram.cli.evaluate;

import static io.engram.cli.report.Html.escape;

import io.engram.cli.evaluate.Plot.Axis;
import io.engram.trainer.evaluate.score.ScoreStudy;
import io.engram.trainer.evaluate.score.ScoreStudy.Point;
import java.util.ArrayList;
import java.util.Locale;

/** Image scores against the hit rates of a memory experiment, with the calibration. */
final class HitRatesHtml {
  private static final int STEPS = 60;

  private final ScoreStudy score;

  HitRatesHtml(ScoreStudy score) {
    this.score = score;
  }

  String html() {
    var scores = score.points().stream().map(point -> point.scores().predicted()).toList();
    Axis across = Axis.around("predicted score", scores);
    var plot =
        new Plot(
            "predicted score against hit rate",
            across,
            Axis.around("hit rate", score.points().stream().map(Point::hitRate).toList()));
    for (Point point : score.points()) {
      plot.point(
          point.scores().predicted(),
          point.hitRate(),
          faint(point) ? "dot faint" : "dot",
          String.format(
              Locale.ROOT,
              "%s: %.3f, %.3f",
              point.name(),
              point.scores().predicted(),
              point.hitRate()));
    }
    double from = scores.stream().mapToDouble(v -> v).min().orElse(0);
    double to = scores.stream().mapToDouble(v -> v).max().orElse(1);
    var xs = new ArrayList<Double>();
    var ys = new ArrayList<Double>();
    for (int i = 0; i <= STEPS; i++) {
      double x = from + (to - from) * i / STEPS;
      xs.add(x);
      ys.add(score.chosen().fitted().hitRate(x));
    }
    plot.line(xs, ys, "curve second");
    return "<figure>%s<figcaption>%s %s %s%s</figcaption></figure>\n"
        .formatted(
            plot.svg(),
            escape(ScoreText.rankCorrelation(score)),
            escape(ScoreText.calibration(score)),
            escape(ScoreText.left(score)),
            tellsUnseen() ? " Coloured dots: photographs that it was not trained on." : "");
  }

  private boolean faint(Point point) {
    return tellsUnseen() && !point.scores().unseen();
  }

  private boolean tellsUnseen() {
    return score.ofUnseen().images() > 0;
  }
}
