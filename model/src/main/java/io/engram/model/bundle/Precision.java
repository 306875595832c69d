package io.engram.model.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The number format of a graph's weights and inner computations. Input and output do not change.
 */
public enum Precision {
  /** 32-bit floating point: what was trained, and what the others are compared with. */
  FP32("model.onnx"),
  /** 16-bit floating point, for GPUs. */
  FP16("model.fp16.onnx"),
  /** 8-bit integers, quantised with calibration. */
  INT8("model.int8.onnx");

  private final String fileName;

  Precision(String fileName) {
    this.fileName = fileName;
  }

  /** Name in manifests and settings: {@code fp32}, {@code fp16} or {@code int8}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** File that {@link BundleWriter} gives to a graph of this precision. */
  public String fileName() {
    return fileName;
  }

  /**
   * The precision of that {@link #id}.
   *
   * @throws IllegalArgumentException if there is none; the message names the nearest
   */
  @JsonCreator
  public static Precision of(String id) {
    List<String> ids = Arrays.stream(values()).map(Precision::id).toList();
    if (!ids.contains(id)) {
      throw new IllegalArgumentException(
          "unknown precision '" + id + "', did you mean '" + NearestName.to(id, ids) + "'?");
    }
    return values()[ids.indexOf(id)];
  }
}
