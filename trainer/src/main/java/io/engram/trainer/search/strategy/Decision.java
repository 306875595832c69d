package io.engram.trainer.search.strategy;

import io.engram.trainer.search.trial.TrialJob;

/** What a strategy wants. */
public sealed interface Decision {

  /** Train this. */
  record Train(TrialJob job) implements Decision {}

  /** Nothing before another result is known. */
  record Await() implements Decision {}

  /** Nothing any more. */
  record Finished() implements Decision {}
}
