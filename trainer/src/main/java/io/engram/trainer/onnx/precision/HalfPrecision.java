package io.engram.trainer.onnx.precision;

import com.google.protobuf.InvalidProtocolBufferException;
import io.engram.trainer.onnx.schema.GraphProto;
import io.engram.trainer.onnx.schema.ModelProto;
import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto;
import io.engram.trainer.onnx.schema.TensorProto.DataType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes a network with weights and inner values of 16 bits. Input and output stay as they are:
 * what comes before the first weights works on pixels and what comes after the last on
 * probabilities, and both remain in 32 bits. So do, in between, operators that add up whole planes,
 * which 11 significant bits are not enough for, and those that do not compute.
 */
public final class HalfPrecision {

  private static final Set<String> KEPT_IN_32_BITS =
      Set.of(
          "GlobalAveragePool",
          "InstanceNormalization",
          "LayerNormalization",
          "ReduceMean",
          "ReduceSum",
          "Resize",
          "Softmax",
          "Cast");

  private final GraphIndex index;
  private final Set<String> afterWeights;
  private final Set<String> beforeWeights;
  private final GraphWriter writer;
  private final Map<String, DataType> types = new HashMap<>();
  private final Set<String> casts = new HashSet<>();

  private HalfPrecision(GraphIndex index) {
    this.index = index;
    this.afterWeights = index.afterWeights();
    this.beforeWeights = index.beforeWeights();
    this.writer = new GraphWriter(index.graph());
  }

  /**
   * Returns {@code model} in 16 bits; equal models give equal bytes.
   *
   * @throws ConversionException if a weight is no number of 16 bits
   */
  public static byte[] convert(byte[] model) throws ConversionException {
    try {
      var parsed = ModelProto.parseFrom(model);
      var graph = new HalfPrecision(new GraphIndex(parsed.getGraph())).write();
      return parsed.toBuilder().setGraph(graph).build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new ConversionException("this is no ONNX model", e);
    }
  }

  private GraphProto write() throws ConversionException {
    for (var input : index.graph().getInputList()) {
      types.put(input.getName(), type(input.getType().getTensorType().getElemType()));
    }
    for (var node : index.graph().getNodeList()) {
      write(node);
    }
    return writer.build();
  }

  private void write(NodeProto node) throws ConversionException {
    var wanted = isHalf(node) ? DataType.FLOAT16 : DataType.FLOAT;
    var copy = node.toBuilder().clearInput();
    for (var input : node.getInputList()) {
      copy.addInput(as(wanted, input));
    }
    writer.add(copy);
    var type = typeOfResult(node, wanted);
    node.getOutputList().forEach(output -> types.put(output, type));
  }

  private boolean isHalf(NodeProto node) {
    boolean between =
        GraphIndex.isWeighted(node)
            || afterWeights.contains(node.getOutput(0))
                && beforeWeights.contains(node.getOutput(0));
    return between && !KEPT_IN_32_BITS.contains(node.getOpType());
  }

  private DataType typeOfResult(NodeProto node, DataType wanted) {
    if (node.getOpType().equals("Cast")) {
      return type((int) node.getAttribute(0).getI());
    }
    if (node.getOpType().equals("Shape")) {
      return DataType.INT64;
    }
    var first = types.get(node.getInput(0));
    return first == null || isFloat(first) ? wanted : first;
  }

  /** The name under which {@code value} is there in that type; what is no float stays as it is. */
  private String as(DataType wanted, String value) throws ConversionException {
    var constant = index.constant(value);
    if (constant != null) {
      return constantAs(wanted, constant);
    }
    var type = types.get(value);
    if (type == null || type == wanted || !isFloat(type)) {
      return value;
    }
    var name = value + (wanted == DataType.FLOAT16 ? "_half" : "_float");
    if (casts.add(name)) {
      writer.add(
          GraphWriter.node("Cast", name, value)
              .addAttribute(GraphWriter.number("to", wanted.getNumber())));
    }
    return name;
  }

  private String constantAs(DataType wanted, TensorProto constant) throws ConversionException {
    boolean toHalf =
        wanted == DataType.FLOAT16 && constant.getDataType() == DataType.FLOAT.getNumber();
    return writer.add(toHalf ? half(constant) : constant);
  }

  private static TensorProto half(TensorProto constant) throws ConversionException {
    var floats = Constants.floats(constant);
    var halves = new short[floats.length];
    for (int i = 0; i < floats.length; i++) {
      if (!Float.isFinite(floats[i]) || Half.overflows(floats[i])) {
        throw new ConversionException(
            "the weight %s in %s does not fit into 16 bits, whose largest number is %.0f"
                .formatted(floats[i], constant.getName(), Half.LARGEST));
      }
      halves[i] = Half.of(floats[i]);
    }
    var shape = constant.getDimsList().stream().mapToLong(Long::longValue).toArray();
    return Constants.ofHalves(constant.getName() + "_half", halves, shape);
  }

  private static boolean isFloat(DataType type) {
    return type == DataType.FLOAT || type == DataType.FLOAT16;
  }

  private static DataType type(int number) {
    return DataType.forNumber(number);
  }
}
