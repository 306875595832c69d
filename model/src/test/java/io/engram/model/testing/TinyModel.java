package io.engram.model.testing;

/**
 * An ONNX graph whose answer anybody can compute: the true schema is how red a cell of 2x2 pixels
 * is, the false schema how little blue it is. Distinct channels and cells show every mistake in the
 * order of rows, columns, colours or planes. The other components make it a graph to be refused.
 *
 * <p>Numbers of fields and types are those of {@code onnx.proto} (github.com/onnx/onnx).
 *
 * @param width pixels in, even; half as many cells out
 * @param height pixels in, even; half as many cells out
 * @param batch the only batch size that it declares, or 0 for any
 * @param inputType element type of the input
 * @param outputType element type of the output
 * @param outputs how many outputs it has
 * @param answer what comes out
 */
public record TinyModel(
    int width,
    int height,
    int batch,
    ElementType inputType,
    ElementType outputType,
    int outputs,
    Answer answer) {

  /** Element types of tensors with their numbers in ONNX. */
  public enum ElementType {
    FLOAT(1),
    UINT8(2),
    DOUBLE(11);

    private final int number;

    ElementType(int number) {
      this.number = number;
    }
  }

  /** What comes out. */
  public enum Answer {
    HEATMAPS,
    NOT_A_NUMBER,
    ABOVE_ONE,
    /** Twice as many heatmaps as it promises, which shows only when it runs. */
    TOO_MANY
  }

  private static final float[] RED_AND_NO_BLUE = {1, 0, 0, 0, 0, -1};
  private static final float[] BIAS = {0, 1};
  private static final float[] NEGATIVE_BIAS = {-2, -2};

  /** A good model of that size. */
  public static TinyModel of(int width, int height) {
    return new TinyModel(
        width, height, 0, ElementType.UINT8, ElementType.FLOAT, 1, Answer.HEATMAPS);
  }

  public TinyModel withBatch(int only) {
    return new TinyModel(width, height, only, inputType, outputType, outputs, answer);
  }

  public TinyModel withInputType(ElementType type) {
    return new TinyModel(width, height, batch, type, outputType, outputs, answer);
  }

  public TinyModel withOutputType(ElementType type) {
    return new TinyModel(width, height, batch, inputType, type, outputs, answer);
  }

  public TinyModel withOutputs(int number) {
    return new TinyModel(width, height, batch, inputType, outputType, number, answer);
  }

  public TinyModel withAnswer(Answer other) {
    return new TinyModel(width, height, batch, inputType, outputType, outputs, other);
  }

  /**
   * What a good model gives, computed without it.
   *
   * @param pixels uint8 {@code [count,height,width,3]}
   * @return float {@code [count,2,height/2,width/2]}
   */
  public float[] expected(byte[] pixels, int count) {
    int cells = width / 2 * (height / 2);
    float[] heatmaps = new float[count * 2 * cells];
    for (int pixel = 0; pixel < count * width * height; pixel++) {
      int image = pixel / (width * height);
      int y = pixel / width % height;
      int x = pixel % width;
      int cell = y / 2 * (width / 2) + x / 2;
      heatmaps[image * 2 * cells + cell] += (pixels[3 * pixel] & 0xFF) / (4 * 255f);
      heatmaps[(image * 2 + 1) * cells + cell] +=
          .25f - (pixels[3 * pixel + 2] & 0xFF) / (4 * 255f);
    }
    return heatmaps;
  }

  /** The graph as a file's content. */
  public byte[] onnx() {
    ProtobufMessage graph = new ProtobufMessage();
    nodes(graph);
    graph.add(2, "tiny");
    graph.add(5, tensor("scale", scale()));
    graph.add(5, tensor("weights", RED_AND_NO_BLUE, 2, 3, 1, 1));
    graph.add(5, tensor("bias", answer == Answer.NOT_A_NUMBER ? NEGATIVE_BIAS : BIAS, 2));
    graph.add(11, value("pixels", inputType, batch, height, width, 3));
    for (int i = 0; i < outputs; i++) {
      graph.add(12, value("heatmaps" + i, outputType, batch, 2, height / 2, width / 2));
    }
    return new ProtobufMessage()
        .add(1, 8) // ir_version
        .add(7, graph)
        .add(8, new ProtobufMessage().add(1, "").add(2, 17)) // opset_import
        .toBytes();
  }

  private float scale() {
    return answer == Answer.ABOVE_ONE ? 1 : 1 / 255f;
  }

  private void nodes(ProtobufMessage graph) {
    graph.add(1, node("Cast", "float", "pixels").add(5, integer("to", ElementType.FLOAT.number)));
    graph.add(1, node("Mul", "scaled", "float", "scale"));
    graph.add(1, node("Transpose", "planes", "scaled").add(5, integers("perm", 0, 3, 1, 2)));
    graph.add(
        1,
        node("AveragePool", "cells", "planes")
            .add(5, integers("kernel_shape", 2, 2))
            .add(5, integers("strides", 2, 2)));
    graph.add(1, node("Conv", "mixed", "cells", "weights", "bias"));
    graph.add(1, lastStep());
    for (int i = 0; i < outputs; i++) {
      graph.add(1, node("Cast", "heatmaps" + i, "answer").add(5, integer("to", outputType.number)));
    }
  }

  private ProtobufMessage lastStep() {
    return switch (answer) {
      case HEATMAPS, ABOVE_ONE -> node("Identity", "answer", "mixed");
      case NOT_A_NUMBER -> node("Sqrt", "answer", "mixed"); // of a bias below zero
      case TOO_MANY -> node("Concat", "answer", "mixed", "mixed").add(5, integer("axis", 0));
    };
  }

  private static ProtobufMessage node(String operator, String output, String... inputs) {
    ProtobufMessage node = new ProtobufMessage();
    for (String input : inputs) {
      node.add(1, input);
    }
    return node.add(2, output).add(4, operator);
  }

  private static ProtobufMessage integer(String name, long value) {
    return new ProtobufMessage().add(1, name).add(3, value).add(20, 2);
  }

  private static ProtobufMessage integers(String name, long... values) {
    ProtobufMessage attribute = new ProtobufMessage().add(1, name);
    for (long value : values) {
      attribute.add(8, value);
    }
    return attribute.add(20, 7);
  }

  private static ProtobufMessage tensor(String name, float value) {
    return tensor(name, new float[] {value});
  }

  private static ProtobufMessage tensor(String name, float[] values, long... shape) {
    ProtobufMessage tensor = new ProtobufMessage();
    for (long size : shape) {
      tensor.add(1, size);
    }
    return tensor.add(2, ElementType.FLOAT.number).add(8, name).add(9, values);
  }

  private static ProtobufMessage value(String name, ElementType type, int batch, int... sizes) {
    ProtobufMessage shape = new ProtobufMessage().add(1, dimension(batch));
    for (int size : sizes) {
      shape.add(1, dimension(size));
    }
    ProtobufMessage tensor = new ProtobufMessage().add(1, type.number).add(2, shape);
    return new ProtobufMessage().add(1, name).add(2, new ProtobufMessage().add(1, tensor));
  }

  private static ProtobufMessage dimension(int size) {
    return size == 0 ? new ProtobufMessage().add(2, "N") : new ProtobufMessage().add(1, size);
  }
}
