package io.engram.trainer.network;

import ai.djl.ndarray.NDArray;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.Value;
import java.util.List;

/**
 * The mean of several networks' heatmaps, and on request of what they see in the mirror, as one
 * model and one graph.
 *
 * @param members networks of one input size
 * @param mirrored whether each also looks at the mirror image, which doubles the cost
 */
public record Ensemble(List<HeatmapNetwork> members, boolean mirrored) implements HeatmapModel {

  public Ensemble {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs at least one network");
    }
    if (members.stream().mapToInt(HeatmapModel::inputSide).distinct().count() > 1) {
      throw new IllegalArgumentException("the networks of an ensemble must take one input size");
    }
  }

  @Override
  public int inputSide() {
    return members.get(0).inputSide();
  }

  @Override
  public NDArray heatmaps(NDArray photographs) {
    var mean = mean(photographs);
    return mirrored ? mean.add(mean(photographs.flip(3)).flip(3)).div(2) : mean;
  }

  private NDArray mean(NDArray photographs) {
    var sum = members.get(0).heatmaps(photographs);
    for (var member : members.subList(1, members.size())) {
      sum = sum.add(member.heatmaps(photographs));
    }
    return sum.div(members.size());
  }

  @Override
  public Value writeHeatmapsTo(GraphBuilder graph, Value photographs) {
    if (!mirrored) {
      return writeMean(graph, photographs);
    }
    // One batch of both, so that the networks and their weights are in the graph once.
    var batches = List.of(Attribute.ofNumber("axis", 0));
    var both = graph.node("Concat", batches, photographs, writeMirror(graph, photographs));
    long side = inputSide();
    var halves =
        graph.node("Reshape", writeMean(graph, both), graph.integers(2, -1, 2, side, side));
    var straight = graph.node("Gather", batches, halves, graph.integer(0));
    var reflected = writeMirror(graph, graph.node("Gather", batches, halves, graph.integer(1)));
    return graph.node("Mul", graph.node("Add", straight, reflected), graph.scalar(0.5f));
  }

  private Value writeMean(GraphBuilder graph, Value photographs) {
    if (members.size() == 1) {
      return members.get(0).writeHeatmapsTo(graph, photographs);
    }
    var heatmaps =
        members.stream()
            .map(member -> member.writeHeatmapsTo(graph, photographs))
            .toArray(Value[]::new);
    return graph.node("Mean", List.<Attribute>of(), heatmaps);
  }

  /** Columns from the last to the first. */
  private static Value writeMirror(GraphBuilder graph, Value pictures) {
    var last = graph.integers(-1);
    var beforeFirst = graph.integers(Long.MIN_VALUE + 1);
    return graph.node("Slice", pictures, last, beforeFirst, graph.integers(3), graph.integers(-1));
  }
}
