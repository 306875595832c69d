package io.engram.trainer.optimise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * All parameters of a network as one vector: first the trained ones with two or more dimensions,
 * then the trained ones with one (biases and norms, which are not decayed), then the statistics of
 * the batch norms. Changing the vector changes the network: its parameters are windows onto the
 * vector.
 */
public final class ParameterVector {

  private final List<Parameter> trained;
  private final NDArray values;
  private final NDArray trainedValues;
  private final NDArray decayedValues;

  private ParameterVector(List<Parameter> parameters, NDArray values) {
    this.values = values;
    trained = parameters.stream().filter(Parameter::requiresGradient).toList();
    trainedValues = head(values, size(trained));
    decayedValues = head(values, size(trained.stream().filter(ParameterVector::isMatrix).toList()));
  }

  /**
   * Moves the parameters of {@code block} into a new vector that belongs to {@code manager}. The
   * block must be initialised and must not be bound twice.
   */
  public static ParameterVector bind(Block block, NDManager manager) {
    var parameters =
        block.getParameters().values().stream()
            .sorted(Comparator.comparing(ParameterVector::group))
            .toList();
    var parts = new NDList();
    parameters.forEach(parameter -> parts.add(parameter.getArray().flatten()));
    var values = NDArrays.concat(parts);
    values.attach(manager);
    parts.close();
    long from = 0;
    for (var parameter : parameters) {
      var array = parameter.getArray();
      var window = window(values, from, array.size());
      array.intern(window.reshape(array.getShape()));
      array.setRequiresGradient(parameter.requiresGradient());
      window.close();
      from += array.size();
    }
    return new ParameterVector(parameters, values);
  }

  private static int group(Parameter parameter) {
    if (!parameter.requiresGradient()) {
      return 2;
    }
    return isMatrix(parameter) ? 0 : 1;
  }

  private static boolean isMatrix(Parameter parameter) {
    return parameter.getArray().getShape().dimension() > 1;
  }

  private static long size(List<Parameter> parameters) {
    return parameters.stream().mapToLong(parameter -> parameter.getArray().size()).sum();
  }

  private static NDArray head(NDArray values, long size) {
    return window(values, 0, size);
  }

  private static NDArray window(NDArray values, long from, long size) {
    return values.get("{}:{}", from, from + size);
  }

  /** The whole vector, statistics included. */
  public NDArray values() {
    return values;
  }

  /** Sets the whole vector, as long as {@link #values}. */
  public void set(float[] weights) {
    overwrite(values, weights);
  }

  /**
   * Puts other numbers into a vector, or into a window of any shape; windows onto its memory see
   * them.
   */
  public static void overwrite(NDArray vector, float[] numbers) {
    // Not by copying, which would give the array other memory than its windows see.
    try (var source = vector.getManager().create(numbers, vector.getShape())) {
      vector.set(new NDIndex(":"), source);
    }
  }

  /** The window of what is trained. */
  public NDArray trained() {
    return trainedValues;
  }

  /** The window of what weight decay pulls towards zero. */
  public NDArray decayed() {
    return decayedValues;
  }

  /** For each number of {@link #trained}: {@code share} if it is of {@code chosen}, 1 if not. */
  public float[] shares(Collection<Parameter> chosen, double share) {
    var shares = new float[Math.toIntExact(trainedValues.size())];
    int from = 0;
    for (var parameter : trained) {
      int to = from + Math.toIntExact(parameter.getArray().size());
      Arrays.fill(shares, from, to, chosen.contains(parameter) ? (float) share : 1);
      from = to;
    }
    return shares;
  }

  /** Adds {@code decay} times the decayed weights to their part of {@code gradient}. */
  void addDecay(NDArray gradient, double decay) {
    if (decay > 0) {
      head(gradient, decayedValues.size()).addi(decayedValues.mul(decay));
    }
  }

  /** Whether backward passes reach the trained weights; they do at first. */
  public void setTrainable(boolean trainable) {
    trained.forEach(parameter -> parameter.getArray().setRequiresGradient(trainable));
  }

  /** Returns the gradient of {@link #trained} since the last call and sets it to zero. */
  public NDArray takeGradient() {
    var gradients = new NDList();
    for (var parameter : trained) {
      gradients.add(parameter.getArray().getGradient());
    }
    var flat = new NDList();
    gradients.forEach(gradient -> flat.add(gradient.flatten()));
    var gradient = NDArrays.concat(flat);
    gradients.forEach(part -> part.muli(0));
    return gradient;
  }
}
