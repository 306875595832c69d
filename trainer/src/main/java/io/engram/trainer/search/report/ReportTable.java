package io.engram.trainer.search.report;

import io.engram.trainer.search.strategy.ParameterWorth;
import io.engram.trainer.search.strategy.ParameterWorth.ChoiceWorth;
import io.engram.trainer.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report as lines of text of fixed width. */
public final class ReportTable {

  private ReportTable() {}

  /** What each choice was worth, and the best trial. */
  public static List<String> lines(SearchReport report) {
    int width =
        report.worth().stream()
            .flatMap(parameter -> parameter.choices().stream())
            .mapToInt(choice -> choice.label().length())
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    for (ParameterWorth parameter : report.worth()) {
      lines.add(
          "%s (%s after %d epochs)"
              .formatted(parameter.parameter(), report.objective().metric(), parameter.epochs()));
      parameter.choices().forEach(choice -> lines.add(line(report, parameter, choice, width)));
    }
    lines.add(best(report));
    return lines;
  }

  private static String line(
      SearchReport report, ParameterWorth parameter, ChoiceWorth choice, int width) {
    double behind = choice.mean() - parameter.bestMean();
    return String.format(
        Locale.ROOT,
        "  %s %-" + Math.max(1, width) + "s  mean %s  best %s  %s  %d trials%s",
        choice.kept() ? "*" : " ",
        choice.label(),
        Figures.figure(report.objective().figure(choice.mean())),
        Figures.figure(report.objective().figure(choice.best())),
        behind == 0 ? "       " : Figures.difference(behind),
        choice.trials(),
        choice.failed() == 0 ? "" : ", " + choice.failed() + " failed");
  }

  private static String best(SearchReport report) {
    Optional<TrialResult> best = report.best();
    if (best.isEmpty()) {
      return "No trial has been trained yet.";
    }
    TrialResult result = best.get();
    return "Best: trial %d with %s %s after %d epochs: %s"
        .formatted(
            result.trial(),
            report.objective().metric(),
            Figures.figure(report.objective().figure(report.objective().score(result.outcome()))),
            result.job().untilEpoch(),
            result.job().trial().choices());
  }
}
