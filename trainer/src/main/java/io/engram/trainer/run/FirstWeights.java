package io.engram.trainer.run;

import io.engram.trainer.network.HeatmapNetwork;
import io.engram.trainer.optimise.ParameterVector;
import java.util.List;

/** Weights that a training starts from, instead of random ones. */
public sealed interface FirstWeights permits TrainedRun, Backbone {

  /** What {@link TrainingConfig#startsFrom} calls them: follows from their numbers alone. */
  String id();

  /** SHA-256 of the files of others' weights that went into them, sorted. */
  List<String> backbones();

  /**
   * Checks that they are of the form that {@code config} needs.
   *
   * @throws IllegalArgumentException if they are not
   */
  void requireFit(TrainingConfig config);

  /**
   * Overwrites weights of a network that they fit.
   *
   * @param weights those of {@code network}
   */
  void giveTo(HeatmapNetwork network, ParameterVector weights);
}
