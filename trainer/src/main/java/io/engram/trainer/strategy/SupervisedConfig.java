package io.engram.trainer.strategy;

import io.engram.trainer.loss.HeatmapLoss;

/** Learning from the loss alone; see {@link Supervised}. */
public record SupervisedConfig(HeatmapLoss loss) implements StrategyConfig {}
