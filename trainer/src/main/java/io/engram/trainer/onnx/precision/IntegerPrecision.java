package io.engram.trainer.onnx.precision;

import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import io.engram.imaging.RgbImage;
import io.engram.trainer.onnx.schema.ModelProto;
import java.util.HashMap;
import java.util.List;

/**
 * Writes a network that convolves bytes: signed weights with a scale per output channel, unsigned
 * values with a scale and zero point per value, found by running the network on photographs. Input
 * and output stay as they are. {@link QuantizationPlan} says what becomes bytes.
 */
public final class IntegerPrecision {

  private IntegerPrecision() {}

  /**
   * Returns {@code model} in 8 bits. Equal arguments give equal bytes on equal processors.
   *
   * @param model takes {@code uint8 [N,H,W,3]}
   * @param photographs of the model's input size, at least one; best ones that it learned from
   * @param threads to compute with
   * @throws ConversionException if the network does not run on them, or gives no numbers
   */
  public static byte[] convert(byte[] model, List<RgbImage> photographs, int threads)
      throws ConversionException {
    if (photographs.isEmpty()) {
      throw new IllegalArgumentException("calibration needs photographs");
    }
    try {
      var parsed = ModelProto.parseFrom(model);
      var prepared = parsed.toBuilder().setGraph(UpConvolutions.rewrite(parsed.getGraph())).build();
      var index = new GraphIndex(prepared.getGraph());
      var plan = new QuantizationPlan(index);
      var affines = new HashMap<String, Affine>();
      var calibration = Calibration.measure(prepared, plan.measured(), photographs, threads);
      calibration
          .histograms()
          .forEach((group, histogram) -> affines.put(group, histogram.bestAffine()));
      var graph = Quantizer.write(index, plan, affines, calibration.means());
      return prepared.toBuilder().setGraph(graph).build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new ConversionException("this is no ONNX model", e);
    } catch (OrtException e) {
      throw new ConversionException("calibration failed: " + e.getMessage(), e);
    }
  }
}
