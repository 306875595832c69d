package io.engram.trainer.search.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * What successive halving searches, and how hard it halves.
 *
 * @param parameters all varied at once
 * @param seed of the draws; a trial's choices depend on this and its number alone
 * @param reductionFactor one in so many trials of a rung goes on to the next, eta in the paper
 * @param minEpochs epochs of the first rung; each further rung has {@code reductionFactor} times as
 *     many, and the last those of a full training
 * @param maxTrials how many points of the space are tried
 * @param parallelism how many trials are under way at once where there are workers
 */
public record AshaSpace(
    List<Parameter> parameters,
    long seed,
    int reductionFactor,
    int minEpochs,
    int maxTrials,
    int parallelism) {

  public AshaSpace {
    parameters = List.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("parameters must not be empty");
    }
    var names = new HashSet<String>();
    for (Parameter parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw new IllegalArgumentException("parameter '" + parameter.name() + "' is listed twice");
      }
    }
    require("reduction-factor", reductionFactor, 2);
    require("min-epochs", minEpochs, 1);
    require("max-trials", maxTrials, 1);
    require("parallelism", parallelism, 1);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException("%s must be >= %d, was %d".formatted(name, least, value));
    }
  }

  /**
   * The epochs of each rung: {@code r, r eta, r eta^2, ...} and at last those of a full training.
   */
  public List<Integer> rungs(int epochs) {
    List<Integer> rungs = new ArrayList<>();
    for (long rung = minEpochs; rung < epochs; rung *= reductionFactor) {
      rungs.add((int) rung);
    }
    rungs.add(epochs);
    return List.copyOf(rungs);
  }

  /** How many points the space has; empty if a range makes them countless. */
  public OptionalLong combinations() {
    long product = 1;
    for (Parameter parameter : parameters) {
      if (!(parameter.domain() instanceof Domain.Choices choices)) {
        return OptionalLong.empty();
      }
      product = Math.multiplyExact(product, choices.choices().size());
    }
    return OptionalLong.of(product);
  }
}
