package io.engram.trainer.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which generator, and how large. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LightConfig.class, name = "light"),
  @JsonSubTypes.Type(value = MobileNetConfig.class, name = "mobilenet"),
  @JsonSubTypes.Type(value = UNetConfig.class, name = "u-net")
})
public sealed interface NetworkConfig permits LightConfig, MobileNetConfig, UNetConfig {

  /** Height and width of the photographs, in pixels. */
  int side();

  /** What the network's paintings show. */
  MapCoding maps();

  /** About how long a training step takes for each image, on two cores of a processor. */
  double secondsPerImage();

  /** Whether it has a backbone, which can start from weights trained for another purpose. */
  default boolean hasBackbone() {
    return false;
  }

  /** Share of the learning rate that the backbone follows. */
  default double backboneRate() {
    return 1;
  }

  /** Whether it keeps statistics that only weights from elsewhere bring. */
  default boolean needsFirstWeights() {
    return false;
  }

  /** Builds the network, without weights. */
  HeatmapNetwork build();
}
