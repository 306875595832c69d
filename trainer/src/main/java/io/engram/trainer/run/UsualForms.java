package io.engram.trainer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.model.bundle.NearestName;
import io.engram.trainer.loss.CorrelationLoss;
import io.engram.trainer.loss.HeatmapLoss;
import io.engram.trainer.loss.L1Loss;
import io.engram.trainer.loss.MseLoss;
import io.engram.trainer.network.NetworkConfig;
import io.engram.trainer.optimise.Adadelta;
import io.engram.trainer.optimise.Adagrad;
import io.engram.trainer.optimise.Adam;
import io.engram.trainer.optimise.AdamW;
import io.engram.trainer.optimise.Schedule;
import io.engram.trainer.optimise.Sgd;
import io.engram.trainer.optimise.UpdateRule;
import io.engram.trainer.strategy.DistilledConfig;
import io.engram.trainer.strategy.StrategyConfig;
import java.util.List;

/** The usual values of everything that has several forms, so that naming a form is enough. */
final class UsualForms {

  private static final ObjectMapper JSON = new ObjectMapper();

  private UsualForms() {}

  /**
   * A form as a tree.
   *
   * @param setting whose form it is, such as {@code network}
   * @param kind which form
   * @throws IllegalArgumentException if there is none
   */
  static ObjectNode of(String setting, String kind) {
    var forms =
        switch (setting) {
          case "network" -> forms(NetworkConfig.class, networks());
          case "strategy" -> forms(StrategyConfig.class, strategies());
          case "loss" -> forms(HeatmapLoss.class, losses());
          case "rule" -> forms(UpdateRule.class, rules());
          case "schedule" -> forms(Schedule.class, schedules());
          default -> throw new IllegalArgumentException("'" + setting + "' has one kind only");
        };
    return forms.stream()
        .filter(form -> form.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(
            () -> {
              var kinds = forms.stream().map(form -> form.path("kind").asText()).toList();
              return new IllegalArgumentException(
                  "%s has no kind '%s', did you mean '%s'? It has %s"
                      .formatted(setting, kind, NearestName.to(kind, kinds), kinds));
            });
  }

  private static List<NetworkConfig> networks() {
    return List.of(
        Presets.light().network(), Presets.mobileNet().network(), Presets.uNet().network());
  }

  private static List<StrategyConfig> strategies() {
    return List.of(
        Presets.light().strategy(),
        Presets.gan().strategy(),
        new DistilledConfig(Presets.light().strategy().loss(), 0.5, List.of()));
  }

  private static List<HeatmapLoss> losses() {
    return List.of(new L1Loss(), new MseLoss(), new CorrelationLoss(4, 1, 1, 0.5f));
  }

  private static List<UpdateRule> rules() {
    return List.of(
        new Sgd(0.9, 0),
        new Adam(0.9, 0.999, 0),
        new AdamW(0.9, 0.999, 0.05),
        new Adagrad(0),
        new Adadelta(0.9, 0));
  }

  private static List<Schedule> schedules() {
    return List.of(
        new Schedule.Constant(),
        new Schedule.WarmupCosine(100, 0.01),
        new Schedule.LinearDecay(0.5),
        new Schedule.StepDecay(0.3, 0.1));
  }

  /** Typed, because only the sealed type knows the names of its kinds. */
  private static <T> List<ObjectNode> forms(Class<T> type, List<? extends T> forms) {
    return forms.stream().map(form -> tree(type, form)).toList();
  }

  private static <T> ObjectNode tree(Class<T> type, T form) {
    try {
      JsonNode tree = JSON.readTree(JSON.writerFor(type).writeValueAsString(form));
      return (ObjectNode) tree;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and text is always JSON", e);
    }
  }
}
