package io.engram.cli.evaluate;

import static io.engram.cli.report.Html.escape;

import io.engram.cli.evaluate.Example.Drawn;
import io.engram.cli.report.Preview;
import io.engram.trainer.evaluate.figures.Figure;
import java.util.List;
import java.util.Locale;

/** Photographs with people's map and the predicted one. */
final class ExamplesHtml {
  private final List<Example> examples;

  ExamplesHtml(List<Example> examples) {
    this.examples = examples;
  }

  String html() {
    var html = new StringBuilder("<ol class=\"cards\">\n");
    for (Example example : examples) {
      html.append(card(example));
    }
    return html.append("</ol>\n").toString();
  }

  private static String card(Example example) {
    return """
        <li class="card">
        <h3><span class="kind">%s</span> <span class="name">%s</span></h3>
        <div class="three">%s%s%s</div>
        <p>correlation <strong>%s</strong> sum, %s true, %s false schema; L1 %s</p>
        </li>
        """
        .formatted(
            escape(example.kind()),
            escape(example.figures().name()),
            picture(example.photograph(), "photograph"),
            picture(example.people(), "people"),
            picture(example.predicted(), "predicted"),
            figure(example, Figure.CORRELATION_SUM),
            figure(example, Figure.CORRELATION_TRUE),
            figure(example, Figure.CORRELATION_FALSE),
            figure(example, Figure.L1_SIGNED));
  }

  private static String figure(Example example, Figure figure) {
    return Numbers.of(figure).figure(example.figures().get(figure));
  }

  private static String picture(Drawn drawn, String caption) {
    return picture(
        drawn.preview(), String.format(Locale.ROOT, "%s, to %.2f", caption, drawn.scale()));
  }

  private static String picture(Preview preview, String caption) {
    return ("<figure><img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%4$s\" loading=\"lazy\""
            + " decoding=\"async\"/><figcaption>%4$s</figcaption></figure>")
        .formatted(preview.dataUri(), preview.width(), preview.height(), caption);
  }
}
