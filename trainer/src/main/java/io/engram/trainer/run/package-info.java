/**
 * A training from data set to model bundle.
 *
 * <pre>
 * TrainingConfig --+
 * DatasetDirectory +-> TrainingRun -> epochs of HeatmapTrainer.step -> Evaluator -> metrics.csv
 * run directory ---+                        |                             |
 *                                      Checkpoint                   TrainingListener
 *                                           +-----> BundleExport -> bundle/
 * </pre>
 *
 * <p>First weights are drawn from the seed, or else {@link io.engram.trainer.run.FirstWeights}:
 * those of an earlier run, or of a file for the backbone.
 *
 * <p>Everything random is drawn from the configuration's seed and the number of the epoch, step or
 * image at hand, so there is no random state to save: a resumed training goes on exactly as an
 * uninterrupted one would have.
 */
package io.engram.trainer.run;
