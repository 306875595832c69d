package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.Value;

/**
 * A block of one input and one output that can also write itself into an ONNX graph. Subclasses
 * declare their parameters with shapes when they are constructed, so initialising needs no input.
 * Parameters live on one device; there are no mirrored copies.
 */
public abstract class Layer extends AbstractBlock {

  /**
   * Computes the layer's output.
   *
   * @param training whether batch statistics and dropout behave as in training
   * @return an array that belongs to the manager of {@code input}
   */
  public abstract NDArray apply(NDArray input, boolean training);

  /** Adds operators that compute what {@link #apply} computes outside training. */
  public abstract Value writeTo(GraphBuilder graph, Value input);

  @Override
  protected final NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    return new NDList(apply(inputs.singletonOrThrow(), training));
  }

  @Override
  protected final void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    for (var child : getChildren().values()) {
      child.initialize(manager, type, shapes);
    }
  }

  /** {@inheritDoc} Found by a forward pass over zeros, so only once the layer is initialised. */
  @Override
  public final Shape[] getOutputShapes(Shape[] inputShapes) {
    try (var manager = NDManager.newBaseManager()) {
      return new Shape[] {apply(manager.zeros(inputShapes[0]), false).getShape()};
    }
  }

  /** Declares a parameter; its type decides how it is initialised and whether it is trained. */
  protected final Parameter declare(String name, Parameter.Type type, long... shape) {
    boolean statistic = type == Parameter.Type.RUNNING_MEAN || type == Parameter.Type.RUNNING_VAR;
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(type)
            .optShape(new Shape(shape))
            .optRequiresGrad(!statistic)
            .build());
  }
}
