package io.engram.cli.evaluate;

import static io.engram.cli.report.Html.escape;

import io.engram.trainer.evaluate.CentreGaussian.Bell;
import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.evaluate.study.ModelStudy;
import io.engram.trainer.evaluate.study.Published;
import java.util.Locale;

/** The figures of the model next to the baselines and to what others have reached. */
final class FiguresHtml {
  private final ModelStudy study;

  FiguresHtml(ModelStudy study) {
    this.study = study;
  }

  /** The four figures that decide, as bars. */
  String headlines() {
    var html = new StringBuilder("<div class=\"panels\">\n");
    for (Figure figure : Figure.headlines()) {
      Estimate mean = study.model().mean(figure, study.bootstrap());
      String direction = figure.higherIsBetter() ? "higher is better" : "lower is better";
      String blank =
          mean.excluded() == 0 ? "" : ", %d blank maps left out".formatted(mean.excluded());
      var bars = new IntervalBars(figure.label(), direction + blank, Numbers.of(figure));
      bars.row(study.model().predictor(), mean, "model");
      for (Measured baseline : study.baselines()) {
        Estimate other = baseline.mean(figure, study.bootstrap());
        // A black map's correlation is 0 by definition, and would only shorten the scale.
        if (other.value() != 0) {
          bars.row(baseline.predictor(), other, "baseline");
        }
      }
      Published.all().stream()
          .filter(published -> published.figures().containsKey(figure))
          .forEach(
              published -> bars.row(published.who(), published.figures().get(figure), "published"));
      html.append(bars.html());
    }
    return html.append("</div>\n").append(sources()).toString();
  }

  private String sources() {
    var html = new StringBuilder("<dl class=\"sources\">\n");
    for (Published published : Published.all()) {
      String what = published.otherwise().isEmpty() ? "" : published.otherwise() + ". ";
      html.append(
          "<dt>%s</dt><dd>%s</dd>\n"
              .formatted(escape(published.who()), escape(what + published.source())));
    }
    html.append(
        "<dt>Centre Gaussian</dt><dd>Fitted to the mean training map by least squares: %s; %s.</dd>\n"
            .formatted(
                bell("true schema", study.centre().trueSchema()),
                bell("false schema", study.centre().falseSchema())));
    return html.append("</dl>\n").toString();
  }

  private static String bell(String channel, Bell bell) {
    return String.format(
        Locale.ROOT,
        "%s %.3f at the centre, sigma %.3f of the side",
        channel,
        bell.amplitude(),
        bell.sigma());
  }

  /** Every figure as a table. */
  String table() {
    var html =
        new StringBuilder(
            "<div class=\"scroll\"><table class=\"figures\"><thead><tr><th scope=\"col\">Figure</th>"
                + "<th scope=\"col\">Model</th><th scope=\"col\">Better than the mean map by</th>");
    for (Measured baseline : study.baselines()) {
      html.append("<th scope=\"col\">" + escape(baseline.predictor()) + "</th>");
    }
    html.append(
        "<th scope=\"col\">Model on the training list</th><th scope=\"col\">Images</th></tr></thead>"
            + "<tbody>\n");
    Figure.all().forEach(figure -> html.append(row(figure)));
    return html.append("</tbody></table></div>\n").toString();
  }

  private String row(Figure figure) {
    Estimate mean = study.model().mean(figure, study.bootstrap());
    Estimate gain = study.model().gainOver(study.meanMap(), figure, study.bootstrap());
    var html =
        new StringBuilder(
            "<tr><th scope=\"row\">%s <small>%s</small></th>"
                .formatted(escape(figure.label()), figure.higherIsBetter() ? "↑" : "↓"));
    html.append(cell(figure, mean)).append(gain(figure, gain));
    for (Measured baseline : study.baselines()) {
      html.append(cell(figure, baseline.mean(figure, study.bootstrap())));
    }
    html.append(cell(figure, study.training().mean(figure, study.bootstrap())));
    return html.append("<td>" + mean.images() + "</td></tr>\n").toString();
  }

  static String cell(Figure figure, Estimate estimate) {
    Numbers numbers = Numbers.of(figure);
    return "<td>%s <small>%s</small></td>"
        .formatted(numbers.figure(estimate.value()), numbers.interval(estimate));
  }

  /** Marked where its interval leaves zero out. */
  static String gain(Figure figure, Estimate gain) {
    Numbers numbers = Numbers.of(figure);
    String style = gain.isAboveZero() ? "better" : gain.isBelowZero() ? "worse" : "open";
    return "<td class=\"%s\">%s <small>%s</small></td>"
        .formatted(style, numbers.difference(gain.value()), numbers.differences(gain));
  }
}
