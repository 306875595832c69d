package io.engram.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.trainer.evaluate.CentreGaussian.Bell;
import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.score.Calibration;
import io.engram.trainer.evaluate.score.ScoreStudy;
import io.engram.trainer.evaluate.study.ModelStudy;
import io.engram.trainer.evaluate.study.Published;
import java.util.Locale;

/** Everything that was measured, for programs. What is not defined is null. */
final class EvaluationJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Subject subject;
  private final ModelStudy study;

  EvaluationJson(Subject subject, ModelStudy study) {
    this.subject = subject;
    this.study = study;
  }

  /** The whole as a tree. */
  ObjectNode tree() {
    ObjectNode root = JSON.createObjectNode();
    subject.describe(root.putObject("model"));
    root.putObject("images")
        .put("validation", study.model().images().size())
        .put("training", study.training().images().size())
        .put("validationInTrainingList", study.images().seenBefore())
        .put("side", study.side());
    root.putObject("interval")
        .put("level", 0.95)
        .put("method", "percentile bootstrap over images")
        .put("resamples", study.bootstrap().resamples())
        .put("seed", study.bootstrap().seed());
    ObjectNode figures = root.putObject("figures");
    Figure.all().forEach(figure -> figures.set(figure.id(), figure(figure)));
    root.set("fit", fit());
    root.set("categories", categories());
    ObjectNode centre = root.putObject("centreGaussian");
    put(centre.putObject("trueSchema"), study.centre().trueSchema());
    put(centre.putObject("falseSchema"), study.centre().falseSchema());
    published(root);
    study.score().ifPresent(score -> root.set("imageScore", score(score)));
    return root;
  }

  /** The whole as text. */
  String text() {
    return tree().toPrettyString() + "\n";
  }

  private ObjectNode figure(Figure figure) {
    ObjectNode node = JSON.createObjectNode();
    node.put("label", figure.label()).put("higherIsBetter", figure.higherIsBetter());
    node.set("model", estimate(study.model().mean(figure, study.bootstrap())));
    node.set("training", estimate(study.training().mean(figure, study.bootstrap())));
    node.set(
        "trainingMinusValidation",
        estimate(
            study.bootstrap().gap(study.training().values(figure), study.model().values(figure))));
    ObjectNode baselines = node.putObject("baselines");
    ObjectNode gains = node.putObject("gainOver");
    for (var baseline : study.baselines()) {
      baselines.set(baseline.predictor(), estimate(baseline.mean(figure, study.bootstrap())));
      gains.set(
          baseline.predictor(),
          estimate(study.model().gainOver(baseline, figure, study.bootstrap())));
    }
    return node;
  }

  private ObjectNode fit() {
    ObjectNode node = JSON.createObjectNode();
    node.put("trainedOnThisData", study.images().trainedOn());
    node.put(
        "verdict",
        study.fit().map(fit -> fit.verdict().name().toLowerCase(Locale.ROOT)).orElse(null));
    node.put("sentence", study.fitSentence());
    study
        .fit()
        .ifPresent(
            fit -> {
              node.set("gap", estimate(fit.gap()));
              node.set("trainingGainOverMeanMap", estimate(fit.trainingGain()));
              node.set("validationGainOverMeanMap", estimate(fit.validationGain()));
            });
    return node;
  }

  private ObjectNode categories() {
    ObjectNode node = JSON.createObjectNode();
    for (var category : CategoryFigures.of(study)) {
      ObjectNode one = node.putObject(category.name());
      one.put("images", category.model().images().size());
      ObjectNode figures = one.putObject("figures");
      ObjectNode gains = one.putObject("gainOverMeanMap");
      Figure.all()
          .forEach(
              figure -> {
                figures.set(
                    figure.id(), estimate(category.model().mean(figure, study.bootstrap())));
                gains.set(figure.id(), estimate(category.gain(figure, study.bootstrap())));
              });
    }
    return node;
  }

  private static void published(ObjectNode root) {
    var list = root.putArray("published");
    for (var published : Published.all()) {
      ObjectNode node = list.addObject().put("who", published.who());
      ObjectNode figures = node.putObject("figures");
      Figure.all()
          .filter(published.figures()::containsKey)
          .forEach(figure -> figures.put(figure.id(), published.figures().get(figure)));
      node.put("otherwise", published.otherwise()).put("source", published.source());
    }
  }

  private static ObjectNode score(ScoreStudy score) {
    ObjectNode node = JSON.createObjectNode();
    ObjectNode spearman = node.putObject("spearman");
    spearman.set("all", estimate(score.ofAll()));
    spearman.set("notTrainedOn", estimate(score.ofUnseen()));
    spearman.set("peoplesMaps", estimate(score.ofPeoplesMaps()));
    node.put("skipped", score.skipped()).put("withoutHitRate", score.unrated());
    ObjectNode calibration = node.putObject("calibration");
    calibration.put("kind", score.chosen().kind());
    if (score.chosen().fitted() instanceof Calibration.Linear linear) {
      calibration.put("intercept", linear.intercept()).put("slope", linear.slope());
    } else if (score.chosen().fitted() instanceof Calibration.Isotonic isotonic) {
      calibration.set("scores", JSON.valueToTree(isotonic.scores()));
      calibration.set("hitRates", JSON.valueToTree(isotonic.rates()));
    } else {
      calibration.put("hitRate", score.chosen().fitted().hitRate(0));
    }
    ObjectNode errors = calibration.putObject("crossValidatedError");
    score.calibrations().forEach(tried -> errors.put(tried.kind(), tried.error()));
    calibration.set("squaredErrorBelowConstant", estimate(score.gain()));
    return node;
  }

  private static void put(ObjectNode node, Bell bell) {
    node.put("amplitude", bell.amplitude()).put("sigma", bell.sigma());
  }

  private static ObjectNode estimate(Estimate estimate) {
    ObjectNode node = JSON.createObjectNode();
    node.put("value", orNull(estimate.value()))
        .put("low", orNull(estimate.low()))
        .put("high", orNull(estimate.high()))
        .put("images", estimate.images())
        .put("excluded", estimate.excluded());
    return node;
  }

  private static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
