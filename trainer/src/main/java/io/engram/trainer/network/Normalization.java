package io.engram.trainer.network;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Over which values of {@code [N,C,H,W]} a layer's outputs are brought to mean 0 and variance 1.
 */
public enum Normalization {
  /** Each channel over batch, height and width (Ioffe and Szegedy, 2015). Free when exported. */
  @JsonProperty("batch")
  BATCH,
  /** Each channel of each image over height and width (Ulyanov et al., 2016). */
  @JsonProperty("instance")
  INSTANCE,
  /** Each image over channels, height and width (Ba et al., 2016), then scaled by channel. */
  @JsonProperty("layer")
  LAYER,
  /** Not at all; convolutions have a bias instead. */
  @JsonProperty("none")
  NONE
}
