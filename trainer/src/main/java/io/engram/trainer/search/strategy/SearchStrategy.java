package io.engram.trainer.search.strategy;

import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.TrialJob;
import java.util.List;
import java.util.Set;

/** Decides what to train next. Stateless: equal arguments give equal answers. */
public interface SearchStrategy {

  /**
   * What to do now.
   *
   * @param results everything that is known
   * @param running jobs that are under way and have no result yet
   */
  Decision next(Results results, Set<TrialJob.Key> running);

  /** How many jobs it is willing to have under way at once. */
  int parallelism();

  /** What each choice turned out to be worth, parameter by parameter. */
  List<ParameterWorth> worth(Results results);
}
