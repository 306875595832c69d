package io.engram.trainer.search.report;

import io.engram.trainer.search.strategy.ParameterWorth;
import io.engram.trainer.search.strategy.ParameterWorth.ChoiceWorth;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.TrialResult;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The report as one HTML file that needs nothing else. */
final class ReportPage {
  private static final int BEST_SHOWN = 20;

  private final SearchReport report;
  private final Objective objective;
  private final Charts charts;

  ReportPage(SearchReport report) {
    this.report = report;
    this.objective = report.objective();
    this.charts = new Charts(report);
  }

  String html() {
    String sections =
        summary()
            + section("What each choice was worth", worth())
            + section("Best trials", trials())
            + section("Best so far, over minutes of training", charts.progress())
            + section("Learning curves: " + objective.metric() + " by epoch", charts.curves());
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s</title><style>%s</style></head><body><main>%s</main></body></html>
        """
        .formatted(Html.escape(report.title()), Html.resource("report.css"), sections);
  }

  private static String section(String title, String content) {
    return "<section><h2>%s</h2>%s</section>%n".formatted(Html.escape(title), content);
  }

  private String summary() {
    int trials = report.results().furthest().size();
    String best =
        report
            .best()
            .map(
                result ->
                    "Best: trial %d, %s %s after %d epochs."
                        .formatted(
                            result.trial(),
                            objective.metric(),
                            figure(result),
                            result.job().untilEpoch()))
            .orElse("No trial has been trained yet.");
    return "<h1>%s</h1><p>%s, %d trials, %s minutes of training. %s</p>%n"
        .formatted(
            Html.escape(report.title()),
            Html.escape(report.strategy()),
            trials,
            Figures.minutes(report.results().seconds()),
            Html.escape(best));
  }

  private String worth() {
    return report.worth().stream().map(this::worth).collect(Collectors.joining());
  }

  private String worth(ParameterWorth parameter) {
    String rows =
        parameter.choices().stream()
            .map(choice -> row(parameter, choice))
            .collect(Collectors.joining());
    return """
        <h3>%s</h3><p>%s after %d epochs</p>%s
        <table><tr><th>choice</th><th>mean</th><th>best</th><th>behind</th><th>trials</th>\
        <th>failed</th></tr>%s</table>
        """
        .formatted(
            Html.escape(parameter.parameter()),
            Html.escape(objective.metric()),
            parameter.epochs(),
            charts.worth(parameter),
            rows);
  }

  private String row(ParameterWorth parameter, ChoiceWorth choice) {
    double behind = parameter.bestMean() - choice.mean();
    return cells(
        choice.kept(),
        List.of(
            choice.label(),
            Figures.figure(objective.figure(choice.mean())),
            Figures.figure(objective.figure(choice.best())),
            behind == 0 ? "" : Figures.figure(behind),
            Integer.toString(choice.trials()),
            Integer.toString(choice.failed())));
  }

  private String trials() {
    String rows =
        report.results().furthest().stream()
            .sorted(
                Comparator.comparingInt((TrialResult r) -> r.job().untilEpoch())
                    .thenComparingDouble(r -> objective.score(r.outcome()))
                    .reversed())
            .limit(BEST_SHOWN)
            .map(this::row)
            .collect(Collectors.joining());
    return "<table><tr><th>trial</th><th>%s</th><th>epochs</th><th>minutes</th><th>seed</th><th>choices</th></tr>%s</table>"
        .formatted(Html.escape(objective.metric()), rows);
  }

  private String row(TrialResult result) {
    boolean best = report.best().filter(result::equals).isPresent();
    return cells(
        best,
        List.of(
            Integer.toString(result.trial()),
            figure(result),
            Integer.toString(result.outcome().epochs().size()),
            Figures.minutes(result.outcome().seconds()),
            Long.toString(result.job().trial().recipe().seed()),
            result.job().trial().choices().entrySet().stream()
                .map(choice -> choice.getKey() + " = " + choice.getValue())
                .collect(Collectors.joining(", "))));
  }

  private String figure(TrialResult result) {
    return Figures.figure(objective.figure(objective.score(result.outcome())));
  }

  private static String cells(boolean best, List<String> cells) {
    return cells.stream()
        .map(Html::escape)
        .collect(
            Collectors.joining(
                "</td><td>", best ? "<tr class=\"best\"><td>" : "<tr><td>", "</td></tr>"));
  }
}
