package io.engram.cli.evaluate;

import static io.engram.cli.report.Html.escape;

import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.ImageFigures;
import io.engram.trainer.evaluate.study.Fit;
import io.engram.trainer.evaluate.study.ModelStudy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/** Writes an evaluation as one HTML file that needs nothing beside it. */
final class EvaluationPage {
  private final Subject subject;
  private final ModelStudy study;
  private final LearningCurves curves;
  private final List<Example> examples;
  private final StringBuilder html = new StringBuilder();

  EvaluationPage(Subject subject, ModelStudy study, LearningCurves curves, List<Example> examples) {
    this.subject = subject;
    this.study = study;
    this.curves = curves;
    this.examples = List.copyOf(examples);
  }

  /** Writes the file; one that exists is replaced when the new one is complete. */
  void write(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.writeString(unfinished, html(), StandardCharsets.UTF_8);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private String html() {
    head();
    header();
    var figures = new FiguresHtml(study);
    section(
        "Next to the baselines",
        "Each dot is the mean over images, its line the 95% interval that"
            + " resampling the images gives. The baselines look at no photograph.",
        figures.headlines());
    section(
        "Does it overfit?", study.fitSentence(), study.fit().map(EvaluationPage::fit).orElse(""));
    if (!curves.isEmpty()) {
      section("How it learned", "From the training's own record, epoch by epoch.", curves.html());
    }
    var categories = new CategoriesHtml(study);
    if (!categories.isEmpty()) {
      section("By kind of scene", "Few images each, so wide intervals.", categories.html());
    }
    if (!examples.isEmpty()) {
      section(
          "Best, median and worst",
          "By the correlation of both channels' sum. Warm colours are the"
              + " true schema, what people remember; cool ones the false schema, what they believe they"
              + " remember. Each map has its own colour scale, up to the value that is named below it.",
          new ExamplesHtml(examples).html());
    }
    section(
        "Score of the whole image", "An image's score is the mean of its true schema.", scores());
    section("All figures", "", figures.table() + Definitions.HTML);
    return html.append("</body>\n</html>\n").toString();
  }

  private void head() {
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>Engram: how well %1$s predicts what people remember</title>
        <style>
        %2$s</style>
        </head>
        <body>
        """
            .formatted(escape(subject.name()), style()));
  }

  private void header() {
    html.append(
        """
        <header>
        <h1>How well %1$s predicts what people remember</h1>
        <p class="lead">Measured on %2$d photographs of %3$s, at %4$d x %4$d pixels, through the decoder
        and the engine that serve.%5$s</p>
        <dl class="facts">
        """
            .formatted(
                escape(subject.name()),
                study.model().images().size(),
                escape(subject.dataset()),
                study.side(),
                study.images().seenBefore() == 0
                    ? ""
                    : " <strong>%d of them are in the data set's training list: a model trained on it knows them.</strong>"
                        .formatted(study.images().seenBefore())));
    for (Figure figure : Figure.headlines()) {
      var mean = study.model().mean(figure, study.bootstrap());
      html.append(
          "<div><dt>%s<br/>%s</dt><dd>%s</dd></div>\n"
              .formatted(
                  escape(figure.label()),
                  Numbers.of(figure).interval(mean),
                  Numbers.of(figure).figure(mean.value())));
    }
    html.append("</dl>\n</header>\n");
  }

  private void section(String title, String lead, String body) {
    html.append("<section>\n<h2>" + escape(title) + "</h2>\n");
    if (!lead.isEmpty()) {
      html.append("<p class=\"lead\">" + escape(lead) + "</p>\n");
    }
    html.append(body).append("</section>\n");
  }

  private static String fit(Fit fit) {
    Numbers numbers = Numbers.of(Fit.FIGURE);
    return "<div class=\"panels\">\n"
        + new IntervalBars(Fit.FIGURE.label(), "", numbers)
            .row("on images it was trained on", fit.training(), "model")
            .row("on other images", fit.validation(), "model")
            .html()
        + new IntervalBars("Above the mean map by", "the same correlation", numbers)
            .row("on images it was trained on", fit.trainingGain(), "model")
            .row("on other images", fit.validationGain(), "model")
            .html()
        + "</div>\n";
  }

  private String scores() {
    var images = study.model().images();
    var predicted = images.stream().map(ImageFigures::score).toList();
    var people = images.stream().map(ImageFigures::peoplesScore).toList();
    var plot =
        new Plot(
            "predicted score against the score of people's map",
            Plot.Axis.around("predicted score", predicted),
            Plot.Axis.around("score of people's map", people));
    for (ImageFigures image : images) {
      plot.point(
          image.score(),
          image.peoplesScore(),
          "dot",
          String.format(
              Locale.ROOT, "%s: %.3f, %.3f", image.name(), image.score(), image.peoplesScore()));
    }
    String own =
        "<figure>"
            + plot.svg()
            + "<figcaption>Against the mean of people's own map, one dot an image.</figcaption>"
            + "</figure>\n";
    return "<div class=\"panels\">\n"
        + own
        + study.score().map(score -> new HitRatesHtml(score).html()).orElse("")
        + "</div>\n";
  }

  private static String style() {
    try (InputStream in = EvaluationPage.class.getResourceAsStream("evaluation.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
