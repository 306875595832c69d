package io.engram.trainer.run;

import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.strategy.Collapse;
import io.engram.trainer.strategy.Losses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears how a training gets on. All calls come from the training's own thread, which waits for
 * them.
 */
public interface TrainingListener {

  /**
   * A training is about to do its first step.
   *
   * @param config what is trained
   * @param parameters number of trained weights
   * @param trainingImages images that it learns from
   * @param stepsPerEpoch steps in each epoch
   * @param epochsDone epochs that a resumed training has behind it
   * @param baseline how well the mean training map does on the validation images
   */
  record Started(
      TrainingConfig config,
      long parameters,
      int trainingImages,
      int stepsPerEpoch,
      int epochsDone,
      Evaluation baseline) {}

  /**
   * A step is done.
   *
   * @param epoch from 1
   * @param step within the epoch, from 1
   * @param losses of this step's batch
   * @param left time until the end, if it goes on as until now
   */
  record Stepped(int epoch, int step, Losses losses, Duration left) {}

  /**
   * An epoch is done and measured, and about to be saved.
   *
   * @param epoch from 1
   * @param losses mean over the epoch's steps
   * @param validation of the averaged weights
   * @param collapse whether one side of a GAN has lost, and with it the training its sense
   */
  record EpochEnded(
      int epoch,
      Losses losses,
      Evaluation validation,
      Optional<Collapse> collapse,
      Duration left) {}

  /** Called once, before {@code images} photographs and their maps are read. */
  default void reading(int images) {}

  /** Called where the cache cannot be used, so that images are decoded anew each time. */
  default void cacheUnusable(Path folder, IOException reason) {}

  /** Called once, after the data set is read. */
  default void started(Started event) {}

  /** Called after each step. */
  default void stepped(Stepped event) {}

  /** Called after each epoch. */
  default void epochEnded(EpochEnded event) {}

  /** Called once, when the model bundle is written. */
  default void finished(TrainingResult result) {}
}
