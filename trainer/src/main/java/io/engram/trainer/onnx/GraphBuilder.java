package io.engram.trainer.onnx;

import com.google.protobuf.ByteString;
import io.engram.trainer.onnx.schema.AttributeProto;
import io.engram.trainer.onnx.schema.GraphProto;
import io.engram.trainer.onnx.schema.NodeProto;
import io.engram.trainer.onnx.schema.TensorProto;
import io.engram.trainer.onnx.schema.TypeProto;
import io.engram.trainer.onnx.schema.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Collects the nodes and constants of one ONNX graph, in the order in which they are added, which
 * is also their order of execution. Names are the operator and a running number, so equal networks
 * give equal bytes. The operators are those of ONNX itself (https://onnx.ai/onnx/operators/).
 */
public final class GraphBuilder {

  private final GraphProto.Builder graph = GraphProto.newBuilder();

  /** An input of the graph. The first dimension is the batch and may vary. */
  public Value input(String name, TensorProto.DataType type, long... dimensionsPerImage) {
    graph.addInput(batchOf(name, type, dimensionsPerImage));
    return new Value(name);
  }

  /** Makes {@code value} an output of the graph under {@code name}. */
  public void output(
      String name, Value value, TensorProto.DataType type, long... dimensionsPerImage) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType("Identity")
            .addInput(value.name())
            .addOutput(name));
    graph.addOutput(batchOf(name, type, dimensionsPerImage));
  }

  /** Returns the finished graph; the builder may be used further. */
  public GraphProto build(String name) {
    return graph.clone().setName(name).build();
  }

  /** Adds a node of one output. A null among {@code inputs} is an omitted optional input. */
  public Value node(String operator, List<Attribute> attributes, Value... inputs) {
    var name = operator.toLowerCase(Locale.ROOT) + "_" + graph.getNodeCount();
    var node = NodeProto.newBuilder().setName(name).setOpType(operator).addOutput(name);
    Stream.of(inputs).map(input -> input == null ? "" : input.name()).forEach(node::addInput);
    attributes.forEach(attribute -> node.addAttribute(attribute.proto()));
    graph.addNode(node);
    return new Value(name);
  }

  /** Adds a node of one output and no attributes. */
  public Value node(String operator, Value... inputs) {
    return node(operator, List.of(), inputs);
  }

  /** A constant of the shape {@code dimensions}, its values row by row. */
  public Value constant(float[] values, long... dimensions) {
    var bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return constant(TensorProto.DataType.FLOAT, bytes, dimensions);
  }

  /** A constant row of whole numbers, such as a shape. */
  public Value integers(long... values) {
    var bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(TensorProto.DataType.INT64, bytes, values.length);
  }

  /** A whole number without dimensions, such as an index. */
  public Value integer(long value) {
    return constant(TensorProto.DataType.INT64, littleEndian(Long.BYTES).putLong(0, value));
  }

  /** A single number that broadcasts against any shape. */
  public Value scalar(float value) {
    return constant(new float[] {value});
  }

  private Value constant(TensorProto.DataType type, ByteBuffer bytes, long... dimensions) {
    var tensor = TensorProto.newBuilder().setName("constant_" + graph.getInitializerCount());
    for (long dimension : dimensions) {
      tensor.addDims(dimension);
    }
    tensor.setDataType(type.getNumber()).setRawData(ByteString.copyFrom(bytes));
    graph.addInitializer(tensor);
    return new Value(tensor.getName());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ValueInfoProto batchOf(String name, TensorProto.DataType type, long[] image) {
    var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    var shape = tensor.getShapeBuilder();
    shape.addDimBuilder().setDimParam("N");
    for (long dimension : image) {
      shape.addDimBuilder().setDimValue(dimension);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** A named setting of a node. */
  public record Attribute(AttributeProto proto) {

    /** Whole numbers, such as a kernel's height and width. */
    public static Attribute of(String name, long... values) {
      var proto = AttributeProto.newBuilder().setName(name);
      for (long value : values) {
        proto.addInts(value);
      }
      return new Attribute(proto.setType(AttributeProto.AttributeType.INTS).build());
    }

    /** One whole number. */
    public static Attribute ofNumber(String name, long value) {
      return new Attribute(
          AttributeProto.newBuilder()
              .setName(name)
              .setI(value)
              .setType(AttributeProto.AttributeType.INT)
              .build());
    }

    /** One number. */
    public static Attribute of(String name, float value) {
      return new Attribute(
          AttributeProto.newBuilder()
              .setName(name)
              .setF(value)
              .setType(AttributeProto.AttributeType.FLOAT)
              .build());
    }

    /** A word from the operator's own vocabulary. */
    public static Attribute of(String name, String value) {
      return new Attribute(
          AttributeProto.newBuilder()
              .setName(name)
              .setS(ByteString.copyFromUtf8(value))
              .setType(AttributeProto.AttributeType.STRING)
              .build());
    }
  }
}
