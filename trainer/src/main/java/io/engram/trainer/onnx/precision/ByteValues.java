package io.engram.trainer.onnx.precision;

import io.engram.trainer.onnx.schema.TensorProto.DataType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where each value of the original graph is found in the one being written: as bytes or floats. */
final class ByteValues {

  private final QuantizationPlan plan;
  private final Map<String, Affine> affines;
  private final GraphWriter writer;
  private final Map<String, String> bytes = new HashMap<>();
  private final Set<String> floats = new HashSet<>();
  private final Set<String> dequantized = new HashSet<>();

  /**
   * Starts without values.
   *
   * @param affines by the plan's groups
   */
  ByteValues(QuantizationPlan plan, Map<String, Affine> affines, GraphWriter writer) {
    this.plan = plan;
    this.affines = affines;
    this.writer = writer;
  }

  /** How the bytes of {@code value} are to be read. */
  Affine affine(String value) {
    return affines.get(plan.groupOf(value));
  }

  /** Says that {@code value} was written as floats, under its own name. */
  void hasFloats(String value) {
    floats.add(value);
  }

  /** Says that {@code value} was written as bytes, under {@code name}. */
  void hasBytes(String value, String name) {
    bytes.put(value, name);
  }

  /** Makes bytes of the floats {@code from}, which are {@code value}; returns their name. */
  String quantize(String from, String value) {
    var name = value + "_bytes";
    bytes.put(value, name);
    return writer.add("QuantizeLinear", name, from, scale(value), zeroPoint(value));
  }

  /** The name of the bytes of {@code value}, made from floats if there are none yet. */
  String bytesOf(String value) {
    var name = bytes.get(value);
    return name == null ? quantize(value, value) : name;
  }

  /** The name of {@code value} in floats, made from bytes if there are only those. */
  String floatsOf(String value) {
    return floats.contains(value) ? value : roundedFloatsOf(value);
  }

  /** The name of the floats that the bytes of {@code value} stand for. */
  String roundedFloatsOf(String value) {
    var from = bytesOf(value);
    var name = value + "_rounded";
    return dequantized.add(name)
        ? writer.add("DequantizeLinear", name, from, scale(value), zeroPoint(value))
        : name;
  }

  private String scale(String value) {
    float[] scale = {affine(value).scale()};
    return writer.add(Constants.ofFloats(plan.groupOf(value) + "_scale", scale));
  }

  private String zeroPoint(String value) {
    byte[] zero = {(byte) affine(value).zeroPoint()};
    return writer.add(Constants.ofBytes(plan.groupOf(value) + "_zero", DataType.UINT8, zero));
  }
}
