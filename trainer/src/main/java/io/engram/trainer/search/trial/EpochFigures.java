package io.engram.trainer.search.trial;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one epoch gave.
 *
 * @param epoch from 1
 * @param seconds that it took, with whatever had to be read for it
 * @param loss mean training loss over its steps
 * @param metrics of the validation images after it, by name; NaN where there is none
 */
public record EpochFigures(int epoch, double seconds, double loss, Map<String, Double> metrics) {

  /** The name under which an objective finds the training loss. */
  public static final String LOSS = "loss";

  public EpochFigures {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** The figure of this name; NaN if there is none. */
  public double figure(String name) {
    return name.equals(LOSS) ? loss : metrics.getOrDefault(name, Double.NaN);
  }

  /** Whether there is a figure of this name. */
  public boolean has(String name) {
    return name.equals(LOSS) || metrics.containsKey(name);
  }
}
