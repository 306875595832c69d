package io.engram.trainer.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Which generator, and how large. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LightConfig.class, name = "light"),
  @JsonSubTypes.Type(value = UNetConfig.class, name = "u-net")
})
public sealed interface NetworkConfig permits LightConfig, UNetConfig {

  /** Height and width of the photographs, in pixels. */
  int side();

  /** What the network's paintings show. */
  MapCoding maps();

  /** About how long a training step takes for each image, on two cores of a processor. */
  double secondsPerImage();

  /** Builds the network, without weights. */
  HeatmapNetwork build();
}
