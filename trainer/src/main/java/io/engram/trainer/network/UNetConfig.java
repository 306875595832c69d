package io.engram.trainer.network;

import java.util.List;

/**
 * A {@link UNet}.
 *
 * @param side height and width of the photographs, in pixels; every stage but the first halves it
 * @param channels of each stage, from the first to the deepest; the decoder mirrors them
 * @param skips whether each stage of the decoder also sees the encoder's stage of its size
 * @param normalization after each 3x3 convolution
 * @param upsampling how the decoder doubles height and width
 * @param dropout share of the deepest stage's channels dropped while training
 * @param maps what the paintings show
 */
public record UNetConfig(
    int side,
    List<Integer> channels,
    boolean skips,
    Normalization normalization,
    Upsampling upsampling,
    float dropout,
    MapCoding maps)
    implements NetworkConfig {

  public UNetConfig {
    channels = List.copyOf(channels);
    if (channels.isEmpty() || channels.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "network.channels must be one or more numbers >= 1, was " + channels);
    }
    int least = 1 << (channels.size() - 1);
    if (side < least || side % least != 0) {
      throw new IllegalArgumentException(
          "network.side must be a multiple of %d for the %d stages of network.channels, was %d"
              .formatted(least, channels.size(), side));
    }
    SpatialDropout.requireRate("network.dropout", dropout);
  }

  @Override
  public double secondsPerImage() {
    return 0.5 * side * side / (256 * 256) * channels.get(0) * channels.get(0) / (32 * 32);
  }

  @Override
  public HeatmapNetwork build() {
    return new UNet(this);
  }
}
