package io.engram.trainer.export;

import io.engram.trainer.network.HeatmapModel;
import io.engram.trainer.onnx.GraphBuilder;
import io.engram.trainer.onnx.GraphBuilder.Attribute;
import io.engram.trainer.onnx.schema.ModelProto;
import io.engram.trainer.onnx.schema.OperatorSetIdProto;
import io.engram.trainer.onnx.schema.StringStringEntryProto;
import io.engram.trainer.onnx.schema.TensorProto.DataType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a network as the ONNX model that serving loads: {@value #INPUT} is {@code uint8 [N,S,S,3]}
 * RGB, {@value #OUTPUT} is {@code float [N,2,S,S]} in [0,1], true schema first, for any N. Scaling,
 * normalisation and sigmoid lie inside the graph, so no caller can get them wrong.
 */
public final class OnnxExporter {

  /** The graph's input. */
  public static final String INPUT = "image";

  /** The graph's output. */
  public static final String OUTPUT = "heatmap";

  /** Version of ONNX's own operators: old enough for every runtime in use. */
  static final int OPERATOR_SET = 17;

  private static final int IR_VERSION = 8;

  private OnnxExporter() {}

  /**
   * Returns the bytes of the model file. Equal weights and arguments give equal bytes.
   *
   * @param model initialised; its weights are read, not changed
   * @param metadata what the file says about itself, such as {@code name} and {@code version}
   */
  public static byte[] export(HeatmapModel model, Map<String, String> metadata) {
    var graph = new GraphBuilder();
    int side = model.inputSide();
    var image = graph.input(INPUT, DataType.UINT8, side, side, 3);
    var floats = List.of(Attribute.ofNumber("to", DataType.FLOAT.getNumber()));
    var planes = List.of(Attribute.of("perm", 0, 3, 1, 2));
    var pixels = graph.node("Transpose", planes, graph.node("Cast", floats, image));
    var photographs = graph.node("Div", pixels, graph.scalar(255));
    var heatmaps = model.writeHeatmapsTo(graph, photographs);
    graph.output(OUTPUT, heatmaps, DataType.FLOAT, 2, side, side);

    var file =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("engram")
            .setGraph(graph.build("engram"))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET));
    new TreeMap<>(metadata)
        .forEach(
            (key, value) ->
                file.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return file.build().toByteArray();
  }
}
