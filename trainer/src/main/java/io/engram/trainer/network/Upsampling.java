package io.engram.trainer.network;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a decoder doubles height and width. */
public enum Upsampling {
  /**
   * A learned 2x2 convolution of stride 2, transposed (Ronneberger et al., 2015): every pixel
   * becomes four.
   */
  @JsonProperty("up-convolution")
  UP_CONVOLUTION,
  /** Bilinear enlargement, then a 3x3 convolution, which leaves no grid (Odena et al., 2016). */
  @JsonProperty("resize-convolution")
  RESIZE_CONVOLUTION
}
