package io.engram.trainer.onnx.precision;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.engram.imaging.RgbImage;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.engine.Engines;
import io.engram.trainer.onnx.schema.ModelProto;
import io.engram.trainer.onnx.schema.TensorProto.DataType;
import io.engram.trainer.onnx.schema.TypeProto;
import io.engram.trainer.onnx.schema.ValueInfoProto;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What values inside a network are like on photographs.
 *
 * @param histograms by group of values
 * @param means of each channel, by value
 */
record Calibration(Map<String, Histogram> histograms, Map<String, ChannelMeans> means) {

  /**
   * Runs {@code model} on each photograph.
   *
   * @param groups values to look at, and which of them to look at together
   * @throws ConversionException if the network gives infinity or NaN
   */
  static Calibration measure(
      ModelProto model, Map<String, String> groups, List<RgbImage> photographs, int threads)
      throws OrtException, ConversionException {
    var calibration = new Calibration(new HashMap<>(), new HashMap<>());
    groups.values().forEach(group -> calibration.histograms.put(group, new Histogram()));
    groups.keySet().forEach(value -> calibration.means.put(value, new ChannelMeans()));
    var environment = environment();
    try (var options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      var bytes = exposing(model, groups).toByteArray();
      try (var session = environment.createSession(bytes, options)) {
        for (var photograph : photographs) {
          calibration.run(environment, session, photograph, groups);
        }
      }
    }
    return calibration;
  }

  private static OrtEnvironment environment() throws ConversionException {
    try {
      return Engines.environment("calibration");
    } catch (EngineUnavailableException e) {
      throw new ConversionException(e.getMessage());
    }
  }

  private static ModelProto exposing(ModelProto model, Map<String, String> groups) {
    var exposing = model.toBuilder();
    for (var value : groups.keySet()) {
      var tensor = TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber());
      exposing
          .getGraphBuilder()
          .addOutput(
              ValueInfoProto.newBuilder()
                  .setName(value)
                  .setType(TypeProto.newBuilder().setTensorType(tensor)));
    }
    return exposing.build();
  }

  private void run(
      OrtEnvironment environment,
      OrtSession session,
      RgbImage photograph,
      Map<String, String> groups)
      throws OrtException, ConversionException {
    var pixels = ByteBuffer.allocateDirect(photograph.rgb().length).put(photograph.rgb()).flip();
    long[] shape = {1, photograph.height(), photograph.width(), 3};
    var name = session.getInputNames().iterator().next();
    try (var input = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
        var result = session.run(Map.of(name, input), groups.keySet())) {
      for (var entry : groups.entrySet()) {
        var histogram = histograms.get(entry.getValue());
        var tensor = (OnnxTensor) result.get(entry.getKey()).orElseThrow();
        var values = tensor.getFloatBuffer();
        means.get(entry.getKey()).add(tensor.getInfo().getShape(), values.duplicate());
        while (values.hasRemaining()) {
          float value = values.get();
          if (!Float.isFinite(value)) {
            throw new ConversionException(
                "the network gives %s at %s on photographs that it learned from"
                    .formatted(value, entry.getKey()));
          }
          histogram.add(value);
        }
      }
    }
  }
}
