package io.engram.processor.release;

import io.engram.processor.pipeline.LoadedModel;
import io.engram.processor.pipeline.ScoringPipeline;
import io.engram.processor.trial.Trial;

/** Where models score. It takes those over that it is given, and closes them. */
interface ModelStage {
  /** All images from here on are this model's, but for those of one on trial. */
  void serve(LoadedModel model);

  /** This model is on trial, in place of one that is on trial. */
  void tryOut(LoadedModel model, Trial trial);

  /** No model is on trial any more. */
  void endTrial();

  /** That of a pipeline. */
  static ModelStage of(ScoringPipeline pipeline) {
    return new ModelStage() {
      @Override
      public void serve(LoadedModel model) {
        pipeline.serve(model);
      }

      @Override
      public void tryOut(LoadedModel model, Trial trial) {
        pipeline.tryOut(model, trial);
      }

      @Override
      public void endTrial() {
        pipeline.endTrial();
      }
    };
  }
}
