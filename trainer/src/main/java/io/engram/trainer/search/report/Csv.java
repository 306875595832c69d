package io.engram.trainer.search.report;

import io.engram.trainer.search.strategy.ParameterWorth;
import io.engram.trainer.search.strategy.ParameterWorth.ChoiceWorth;
import io.engram.trainer.search.trial.EpochFigures;
import io.engram.trainer.search.trial.TrialOutcome.Diverged;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The report's tables as comma-separated values, the first line their names. */
final class Csv {

  private Csv() {}

  /** A line for each trial, as far as it was trained. */
  static String trials(SearchReport report) {
    List<TrialResult> trials = report.results().furthest();
    List<String> parameters =
        report.worth().stream().map(ParameterWorth::parameter).distinct().toList();
    var metrics = new TreeSet<String>();
    trials.forEach(
        trial ->
            trial.outcome().epochs().forEach(epoch -> metrics.addAll(epoch.metrics().keySet())));
    List<List<String>> lines = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("trial", "seed", "epochs", "outcome", "seconds"));
    names.addAll(parameters);
    names.add(EpochFigures.LOSS);
    names.addAll(metrics);
    lines.add(names);
    trials.forEach(trial -> lines.add(trial(trial, parameters, metrics)));
    return text(lines);
  }

  private static List<String> trial(
      TrialResult result, List<String> parameters, Collection<String> metrics) {
    List<EpochFigures> epochs = result.outcome().epochs();
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(result.trial()));
    cells.add(Long.toString(result.job().trial().recipe().seed()));
    cells.add(Integer.toString(epochs.size()));
    cells.add(outcome(result));
    cells.add(Double.toString(result.outcome().seconds()));
    parameters.forEach(name -> cells.add(result.job().trial().choices().getOrDefault(name, "")));
    List<String> names = new ArrayList<>(List.of(EpochFigures.LOSS));
    names.addAll(metrics);
    for (String name : names) {
      double value = epochs.isEmpty() ? Double.NaN : epochs.get(epochs.size() - 1).figure(name);
      cells.add(number(value));
    }
    return cells;
  }

  static String outcome(TrialResult result) {
    if (result.outcome() instanceof Diverged) {
      return "diverged";
    }
    return result.outcome() instanceof Refused ? "refused" : "trained";
  }

  /** A line for each choice of each parameter. */
  static String choices(SearchReport report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "parameter",
            "choice",
            "compared_after_epochs",
            "trials",
            "failed",
            "mean",
            "best",
            "behind_best_choice",
            "kept"));
    for (ParameterWorth parameter : report.worth()) {
      for (ChoiceWorth choice : parameter.choices()) {
        lines.add(
            List.of(
                parameter.parameter(),
                choice.label(),
                Integer.toString(parameter.epochs()),
                Integer.toString(choice.trials()),
                Integer.toString(choice.failed()),
                number(report.objective().figure(choice.mean())),
                number(report.objective().figure(choice.best())),
                number(parameter.bestMean() - choice.mean()),
                Boolean.toString(choice.kept())));
      }
    }
    return text(lines);
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static String text(List<List<String>> lines) {
    return lines.stream()
        .map(cells -> cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String cell(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
