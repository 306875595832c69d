package io.engram.trainer.network;

/**
 * A {@link MobileNet}.
 *
 * @param side height and width of the photographs, in pixels, a multiple of 16 and at least 32;
 *     with more than 13 blocks a multiple of 32
 * @param blocks how many of the backbone's blocks are used, 13 to 17; fewer are smaller and see
 *     less of the surroundings
 * @param backboneRate share of the learning rate that the backbone follows, in [0,1]: less than 1
 *     keeps what it knows from other pictures, 0 all of it but the statistics of its batch norms
 * @param keepsNorms whether the backbone's batch norms keep the statistics that they start with,
 *     instead of following the batches; only of use where a file brings them
 * @param dropout share of channels dropped before the last layer while training
 */
public record MobileNetConfig(
    int side, int blocks, double backboneRate, boolean keepsNorms, float dropout)
    implements NetworkConfig {

  public MobileNetConfig {
    if (blocks < MobileNet.LEAST_BLOCKS || blocks > MobileNet.ALL_BLOCKS) {
      throw new IllegalArgumentException(
          "network.blocks must be %d to %d, was %d"
              .formatted(MobileNet.LEAST_BLOCKS, MobileNet.ALL_BLOCKS, blocks));
    }
    int multiple = blocks > MobileNet.LEAST_BLOCKS ? 32 : 16;
    if (side < 32 || side % multiple != 0) {
      throw new IllegalArgumentException(
          "network.side must be at least 32 and a multiple of %d with %d blocks, was %d"
              .formatted(multiple, blocks, side));
    }
    if (!(backboneRate >= 0 && backboneRate <= 1)) {
      throw new IllegalArgumentException(
          "network.backboneRate must be in [0,1], was " + backboneRate);
    }
    SpatialDropout.requireRate("network.dropout", dropout);
  }

  @Override
  public MapCoding maps() {
    return MapCoding.TWO_CHANNEL;
  }

  @Override
  public double secondsPerImage() {
    return (0.03 + 0.005 * (blocks - MobileNet.LEAST_BLOCKS)) * side * side / (160 * 160);
  }

  @Override
  public boolean hasBackbone() {
    return true;
  }

  @Override
  public boolean needsFirstWeights() {
    return keepsNorms;
  }

  @Override
  public HeatmapNetwork build() {
    return new MobileNet(side, blocks, keepsNorms, dropout);
  }
}
