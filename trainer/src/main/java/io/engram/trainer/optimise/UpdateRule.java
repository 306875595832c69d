package io.engram.trainer.optimise;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How a gradient g becomes a change of the weights w. All rules but {@link AdamW} see weight decay
 * as part of the gradient, {@code g + decay w}; it concerns weights of two or more dimensions only.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Sgd.class, name = "sgd"),
  @JsonSubTypes.Type(value = Adam.class, name = "adam"),
  @JsonSubTypes.Type(value = AdamW.class, name = "adamw"),
  @JsonSubTypes.Type(value = Adagrad.class, name = "adagrad"),
  @JsonSubTypes.Type(value = Adadelta.class, name = "adadelta")
})
public sealed interface UpdateRule permits Sgd, Adam, AdamW, Adagrad, Adadelta {

  /** Weight decay. */
  double decay();

  /** Starts on {@code weights}; what it remembers belongs to {@code manager}. */
  Optimiser on(ParameterVector weights, NDManager manager);

  /** Refuses a share outside [0,1). */
  static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0,1), was " + value);
    }
  }

  /** Refuses a negative decay. */
  static void requireDecay(double decay) {
    if (!(decay >= 0)) {
      throw new IllegalArgumentException("rule.decay must be >= 0, was " + decay);
    }
  }
}
