package io.engram.trainer.loss;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.engram.trainer.network.MapCoding;

/** Says how far generated paintings are from people's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = L1Loss.class, name = "l1"),
  @JsonSubTypes.Type(value = MseLoss.class, name = "mse"),
  @JsonSubTypes.Type(value = CorrelationLoss.class, name = "correlation")
})
public sealed interface HeatmapLoss permits L1Loss, MseLoss, CorrelationLoss {

  /** Whether it means anything for paintings of this coding. */
  default boolean accepts(MapCoding coding) {
    return true;
  }

  /**
   * Computes the loss of a batch.
   *
   * @param predicted {@code [N,C,S,S]} in [0,1]; heatmaps have the true schema first
   * @param actual of the same shape
   * @return a single number through which gradients flow
   */
  NDArray of(NDArray predicted, NDArray actual);
}
