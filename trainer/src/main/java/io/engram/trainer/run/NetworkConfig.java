package io.engram.trainer.run;

import io.engram.trainer.network.HeatmapNetwork;
import io.engram.trainer.network.LightNetwork;

/**
 * Which network, and how large.
 *
 * @param side height and width of its input, in pixels
 * @param width channels of its first layer
 * @param dropout share of channels dropped before the last layer
 */
public record NetworkConfig(int side, int width, float dropout) {

  /** Builds the network, without weights. */
  HeatmapNetwork build() {
    return new LightNetwork(side, width, dropout);
  }
}
