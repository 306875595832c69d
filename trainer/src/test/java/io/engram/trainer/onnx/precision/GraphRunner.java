package io.engram.trainer.onnx.precision;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.engram.imaging.RgbImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Runs models as ONNX Runtime does. */
final class GraphRunner {

  private GraphRunner() {}

  /** The first output for a batch of pictures. */
  static float[] run(byte[] model, List<RgbImage> pictures) throws OrtException {
    var environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "engram");
    var first = pictures.get(0);
    var pixels = ByteBuffer.allocateDirect(pictures.size() * first.rgb().length);
    pictures.forEach(picture -> pixels.put(picture.rgb()));
    long[] shape = {pictures.size(), first.height(), first.width(), 3};
    try (var session = environment.createSession(model);
        var input = OnnxTensor.createTensor(environment, pixels.flip(), shape, OnnxJavaType.UINT8);
        var result = session.run(Map.of("image", input))) {
      var values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      var floats = new float[values.remaining()];
      values.get(floats);
      return floats;
    }
  }

  static double meanDifference(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
