package io.engram.trainer.strategy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.engram.trainer.loss.HeatmapLoss;

/** What the generator learns from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SupervisedConfig.class, name = "supervised"),
  @JsonSubTypes.Type(value = AdversarialConfig.class, name = "adversarial"),
  @JsonSubTypes.Type(value = DistilledConfig.class, name = "distilled")
})
public sealed interface StrategyConfig
    permits SupervisedConfig, AdversarialConfig, DistilledConfig {

  /** How far generated maps are from people's. */
  HeatmapLoss loss();
}
