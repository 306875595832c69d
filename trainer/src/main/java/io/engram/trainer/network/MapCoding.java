package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/**
 * What picture a generator learns to paint. Heatmaps are {@code [N,2,S,S]} in [0,1], true schema
 * first; a painting is {@code [N,C,S,S]} in [0,1], and each can be had from the other.
 */
public enum MapCoding {
  /** The heatmap itself: C = 2. */
  @JsonProperty("two-channel")
  TWO_CHANNEL(2),
  /** The map as published: C = 3, red the false schema, green the true one, blue empty. */
  @JsonProperty("rgb")
  RGB(3),
  /**
   * The photograph with the published map laid over it, {@code (photograph + map) / 2}: C = 3. The
   * photograph is taken away again afterwards: {@code map = 2 painting - photograph}.
   */
  @JsonProperty("composition")
  COMPOSITION(3);

  private final int channels;

  MapCoding(int channels) {
    this.channels = channels;
  }

  /** The number C of a painting's channels. */
  public int channels() {
    return channels;
  }

  /** Paintings of {@code heatmaps}; only a composition looks at the photographs, of equal size. */
  public NDArray paint(NDArray heatmaps, NDArray photographs) {
    return switch (this) {
      case TWO_CHANNEL -> heatmaps;
      case RGB -> published(heatmaps);
      case COMPOSITION -> published(heatmaps).add(photographs).div(2);
    };
  }

  private static NDArray published(NDArray heatmaps) {
    var trueSchema = heatmaps.get(":,0:1");
    var falseSchema = heatmaps.get(":,1:2");
    return NDArrays.concat(new NDList(falseSchema, trueSchema, trueSchema.zerosLike()), 1);
  }

  /** Heatmaps from paintings. */
  public NDArray read(NDArray paintings, NDArray photographs) {
    return switch (this) {
      case TWO_CHANNEL -> paintings;
      case RGB -> trueFirst(paintings);
      case COMPOSITION -> trueFirst(paintings.mul(2).sub(photographs)).clip(0, 1);
    };
  }

  private static NDArray trueFirst(NDArray published) {
    return NDArrays.concat(new NDList(published.get(":,1:2"), published.get(":,0:1")), 1);
  }

  /** Adds operators that compute what {@link #read} computes. */
  Value writeTo(GraphBuilder graph, Value paintings, Value photographs) {
    return switch (this) {
      case TWO_CHANNEL -> paintings;
      case RGB -> writeTrueFirst(graph, paintings);
      case COMPOSITION -> {
        var doubled = graph.node("Mul", paintings, graph.scalar(2));
        var map = writeTrueFirst(graph, graph.node("Sub", doubled, photographs));
        yield graph.node("Clip", map, graph.scalar(0), graph.scalar(1));
      }
    };
  }

  private static Value writeTrueFirst(GraphBuilder graph, Value published) {
    var channels = List.of(Attribute.ofNumber("axis", 1));
    return graph.node("Gather", channels, published, graph.integers(1, 0));
  }

  /** The mean of each of a painting's channels, where those of the heatmaps are given. */
  float[] means(float[] heatmapMeans) {
    return switch (this) {
      case TWO_CHANNEL -> heatmapMeans.clone();
      case RGB -> new float[] {heatmapMeans[1], heatmapMeans[0], 0};
      case COMPOSITION ->
          new float[] {.25f + heatmapMeans[1] / 2, .25f + heatmapMeans[0] / 2, .25f};
    };
  }
}
