package io.engram.trainer.onnx.precision;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.trainer.onnx.schema.ModelProto;
import io.engram.trainer.onnx.schema.NodeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpConvolutionsTest {

  private static final int SIDE = 16;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldComputeTheSame(boolean rectified) throws Exception {
    var model = ModelProto.parseFrom(RandomUNet.of(SIDE, RandomUNet.SMALL, rectified));
    var graph = UpConvolutions.rewrite(model.getGraph());
    var pictures = RandomUNet.pictures(2, SIDE);
    var expected = GraphRunner.run(model.toByteArray(), pictures);
    var actual = GraphRunner.run(model.toBuilder().setGraph(graph).build().toByteArray(), pictures);
    assertThat(GraphRunner.largestDifference(expected, actual)).isLessThan(1e-5);
    assertThat(graph.getNodeList())
        .extracting(NodeProto::getOpType)
        .contains("DepthToSpace")
        .doesNotContain("ConvTranspose");
  }

  @Test
  void shouldRectifyBeforeItMoves() throws Exception {
    var model = ModelProto.parseFrom(RandomUNet.of(SIDE, RandomUNet.SMALL, true));
    var index = new GraphIndex(UpConvolutions.rewrite(model.getGraph()));
    assertThat(index.graph().getNodeList())
        .filteredOn(node -> node.getOpType().equals("DepthToSpace"))
        .hasSize(2)
        .allSatisfy(
            node -> assertThat(index.producer(node.getInput(0)).getOpType()).isEqualTo("Relu"));
  }
}
