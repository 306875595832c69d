package io.engram.cli.evaluate;

import static io.engram.cli.report.Html.escape;

import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.study.ModelStudy;
import java.util.Comparator;
import java.util.List;

/** The figures of each kind of scene. */
final class CategoriesHtml {
  private final ModelStudy study;
  private final List<CategoryFigures> categories;

  CategoriesHtml(ModelStudy study) {
    this.study = study;
    this.categories =
        CategoryFigures.of(study).stream()
            .sorted(Comparator.comparingDouble(this::correlation).reversed())
            .toList();
  }

  boolean isEmpty() {
    return categories.isEmpty();
  }

  String html() {
    var bars =
        new IntervalBars(
            Figure.CORRELATION_SUM.label(), "by kind of scene", Numbers.of(Figure.CORRELATION_SUM));
    for (CategoryFigures category : categories) {
      bars.row(
          "%s (%d)".formatted(category.name(), category.model().images().size()),
          category.model().mean(Figure.CORRELATION_SUM, study.bootstrap()),
          "model");
    }
    bars.row("all", study.model().mean(Figure.CORRELATION_SUM, study.bootstrap()), "baseline");
    return "<div class=\"beside\">" + bars.html() + table() + "</div>\n";
  }

  private String table() {
    var html =
        new StringBuilder(
            "<div class=\"scroll\"><table class=\"figures\"><thead><tr><th scope=\"col\">Scene</th>"
                + "<th scope=\"col\">True schema</th><th scope=\"col\">False schema</th>"
                + "<th scope=\"col\">L1</th><th scope=\"col\">Sum, above the mean map by</th>"
                + "</tr></thead><tbody>\n");
    for (CategoryFigures category : categories) {
      html.append("<tr><th scope=\"row\">" + escape(category.name()) + "</th>");
      for (Figure figure :
          List.of(Figure.CORRELATION_TRUE, Figure.CORRELATION_FALSE, Figure.L1_SIGNED)) {
        html.append(FiguresHtml.cell(figure, category.model().mean(figure, study.bootstrap())));
      }
      html.append(
          FiguresHtml.gain(
              Figure.CORRELATION_SUM, category.gain(Figure.CORRELATION_SUM, study.bootstrap())));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private double correlation(CategoryFigures category) {
    return category.model().mean(Figure.CORRELATION_SUM, study.bootstrap()).value();
  }
}
