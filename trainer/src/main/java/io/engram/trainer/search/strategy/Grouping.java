package io.engram.trainer.search.strategy;

import io.engram.trainer.search.space.Choice;
import io.engram.trainer.search.space.Domain;
import io.engram.trainer.search.space.Parameter;
import io.engram.trainer.search.strategy.ParameterWorth.ChoiceWorth;
import io.engram.trainer.search.trial.Objective;
import io.engram.trainer.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups trials by what they chose for a parameter; ranges are cut into equal parts. */
record Grouping(Parameter parameter, Objective objective) {

  private static final int PARTS = 4;

  ParameterWorth worth(List<TrialResult> results, int epochs) {
    Map<String, List<TrialResult>> groups = new LinkedHashMap<>();
    labels().forEach(label -> groups.put(label, new ArrayList<>()));
    for (TrialResult result : results) {
      groups.get(group(result.job().trial().choices().get(parameter.name()))).add(result);
    }
    List<ChoiceWorth> choices = new ArrayList<>();
    groups.forEach((label, group) -> choices.add(worth(label, group)));
    double best = new ParameterWorth(parameter.name(), epochs, choices).bestMean();
    return new ParameterWorth(
        parameter.name(), epochs, choices.stream().map(choice -> marked(choice, best)).toList());
  }

  private ChoiceWorth worth(String label, List<TrialResult> group) {
    List<Double> scores =
        group.stream()
            .map(result -> objective.score(result.outcome()))
            .filter(score -> score > Objective.WORST)
            .toList();
    return new ChoiceWorth(label, group.size(), group.size() - scores.size(), scores, false);
  }

  private static ChoiceWorth marked(ChoiceWorth choice, double best) {
    boolean kept = !choice.scores().isEmpty() && choice.mean() == best;
    return new ChoiceWorth(choice.label(), choice.trials(), choice.failed(), choice.scores(), kept);
  }

  private List<String> labels() {
    if (parameter.domain() instanceof Domain.Choices choices) {
      return choices.choices().stream().map(Choice::label).toList();
    }
    List<String> labels = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      labels.add(label((Domain.Range) parameter.domain(), part));
    }
    return labels;
  }

  private String group(String label) {
    if (!(parameter.domain() instanceof Domain.Range range)) {
      return label;
    }
    double share = range.share(Double.parseDouble(label));
    return label(range, (int) Math.min(PARTS - 1, Math.max(0, Math.floor(share * PARTS))));
  }

  private static String label(Domain.Range range, int part) {
    return String.format(
        Locale.ROOT,
        "%.3g to %.3g",
        range.number((double) part / PARTS),
        range.number((part + 1.0) / PARTS));
  }
}
