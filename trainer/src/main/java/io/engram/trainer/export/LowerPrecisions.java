package io.engram.trainer.export;

import io.engram.imaging.RgbImage;
import io.engram.model.bundle.Precision;
import io.engram.trainer.onnx.precision.ConversionException;
import io.engram.trainer.onnx.precision.HalfPrecision;
import io.engram.trainer.onnx.precision.IntegerPrecision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One network's files: the one in 32 bits, and those of the others that it can be written in. */
final class LowerPrecisions {

  private final Map<Precision, byte[]> models = new EnumMap<>(Precision.class);
  private final Map<Precision, String> failures = new EnumMap<>(Precision.class);

  private LowerPrecisions() {}

  /**
   * Converts {@code full}.
   *
   * @param calibration photographs of the network's size, at least one
   */
  static LowerPrecisions of(byte[] full, List<RgbImage> calibration, int threads) {
    var result = new LowerPrecisions();
    result.models.put(Precision.FP32, full);
    result.add(Precision.FP16, () -> HalfPrecision.convert(full));
    result.add(Precision.INT8, () -> IntegerPrecision.convert(full, calibration, threads));
    return result;
  }

  private void add(Precision precision, Conversion conversion) {
    try {
      models.put(precision, conversion.convert());
    } catch (ConversionException e) {
      failures.put(precision, e.getMessage());
    }
  }

  /** The files, fp32 always among them. */
  Map<Precision, byte[]> models() {
    return models;
  }

  /** Why it could not be written in the others. */
  Map<Precision, String> failures() {
    return failures;
  }

  @FunctionalInterface
  private interface Conversion {
    byte[] convert() throws ConversionException;
  }
}
