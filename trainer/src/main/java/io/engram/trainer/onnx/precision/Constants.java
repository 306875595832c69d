package io.engram.trainer.onnx.precision;

import com.google.protobuf.ByteString;
import io.engram.trainer.onnx.schema.TensorProto;
import io.engram.trainer.onnx.schema.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers in the form in which a graph keeps its constants: little endian, row by row. */
final class Constants {

  private Constants() {}

  /** The numbers of a tensor of floats. */
  static float[] floats(TensorProto tensor) {
    var bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    var floats = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  static TensorProto ofFloats(String name, float[] values, long... dimensions) {
    var bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return of(name, DataType.FLOAT, bytes, dimensions);
  }

  static TensorProto ofIntegers(String name, int[] values, long... dimensions) {
    var bytes = littleEndian(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return of(name, DataType.INT32, bytes, dimensions);
  }

  static TensorProto ofBytes(String name, DataType type, byte[] values, long... dimensions) {
    return of(name, type, ByteBuffer.wrap(values), dimensions);
  }

  /** Numbers of 16 bits, as {@link Half} makes them. */
  static TensorProto ofHalves(String name, short[] values, long... dimensions) {
    var bytes = littleEndian(values.length * Short.BYTES);
    bytes.asShortBuffer().put(values);
    return of(name, DataType.FLOAT16, bytes, dimensions);
  }

  private static TensorProto of(String name, DataType type, ByteBuffer bytes, long... dimensions) {
    var tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long dimension : dimensions) {
      tensor.addDims(dimension);
    }
    return tensor.setRawData(ByteString.copyFrom(bytes)).build();
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
