package io.engram.cli.evaluate;

import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.evaluate.study.ModelStudy;
import io.engram.trainer.evaluate.study.Published;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The headline figures for people at a terminal. */
final class TerminalTable {
  private final ModelStudy study;
  private final Consumer<String> lines;

  TerminalTable(ModelStudy study, Consumer<String> lines) {
    this.study = study;
    this.lines = lines;
  }

  void print() {
    lines.accept(
        "%d images that the model was not trained on, maps of %2$d x %2$d"
            .formatted(study.model().images().size(), study.side()));
    lines.accept("");
    lines.accept(row("CORRELATION", "TRUE", "FALSE", "SUM", "L1"));
    print(study.model());
    lines.accept(row("  95% interval from", ends(true)));
    lines.accept(row("                to", ends(false)));
    study.baselines().forEach(this::print);
    for (var published : Published.all()) {
      if (!published.figures().isEmpty()) {
        lines.accept(
            row(
                published.who(),
                cells(figure -> published.figures().getOrDefault(figure, Double.NaN))));
      }
    }
    lines.accept("");
    lines.accept(better());
    lines.accept(study.fitSentence());
    study.score().ifPresent(score -> lines.accept(ScoreText.rankCorrelation(score)));
    study.score().ifPresent(score -> lines.accept(ScoreText.calibration(score)));
  }

  private String better() {
    var figure = Figure.CORRELATION_SUM;
    var gain = study.model().gainOver(study.meanMap(), figure, study.bootstrap());
    return "Better than the mean map by %s in the sum's correlation (95%% interval %s)."
        .formatted(
            Numbers.of(figure).difference(gain.value()), Numbers.of(figure).differences(gain));
  }

  private void print(Measured measured) {
    lines.accept(
        row(
            measured.predictor(),
            cells(figure -> measured.mean(figure, study.bootstrap()).value())));
  }

  private String[] ends(boolean low) {
    return cells(
        figure -> {
          var mean = study.model().mean(figure, study.bootstrap());
          return low ? mean.low() : mean.high();
        });
  }

  private static String[] cells(ToDoubleFunction<Figure> value) {
    return Figure.headlines().stream()
        .map(figure -> Numbers.of(figure).figure(value.applyAsDouble(figure)))
        .toArray(String[]::new);
  }

  private static String row(String name, String... cells) {
    return String.format(
            "%-36s  %-7s  %-7s  %-7s  %-7s", name, cells[0], cells[1], cells[2], cells[3])
        .stripTrailing();
  }
}
