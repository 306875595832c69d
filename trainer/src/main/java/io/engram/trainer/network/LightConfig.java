package io.engram.trainer.network;

/**
 * A {@link LightNetwork}.
 *
 * @param side height and width of the photographs, in pixels, a multiple of 32
 * @param width channels of the stem, a multiple of 8
 * @param dropout share of channels dropped before the last layer while training
 */
public record LightConfig(int side, int width, float dropout) implements NetworkConfig {

  public LightConfig {
    if (side < 32 || side % 32 != 0) {
      throw new IllegalArgumentException("network.side must be a multiple of 32, was " + side);
    }
    if (width < 8 || width % 8 != 0) {
      throw new IllegalArgumentException("network.width must be a multiple of 8, was " + width);
    }
    SpatialDropout.requireRate("network.dropout", dropout);
  }

  @Override
  public MapCoding maps() {
    return MapCoding.TWO_CHANNEL;
  }

  @Override
  public double secondsPerImage() {
    return 0.003 * side * side / (128 * 128) * width * width / (24 * 24);
  }

  @Override
  public HeatmapNetwork build() {
    return new LightNetwork(side, width, dropout);
  }
}
