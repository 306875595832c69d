package io.engram.model.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** An ONNX Runtime session that reads and writes the caller's memory. */
final class OnnxEngine implements InferenceEngine {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final InputShape input;
  private final OutputShape output;
  private final Device device;
  private final String inputName;
  private final String outputName;
  private boolean closed;

  /** Takes over the session, which must keep the {@link GraphContract}. */
  OnnxEngine(
      OrtEnvironment environment,
      OrtSession session,
      InputShape input,
      OutputShape output,
      Device device) {
    this.environment = environment;
    this.session = session;
    this.input = input;
    this.output = output;
    this.device = device;
    this.inputName = session.getInputNames().iterator().next();
    this.outputName = session.getOutputNames().iterator().next();
  }

  @Override
  public InputShape input() {
    return input;
  }

  @Override
  public OutputShape output() {
    return output;
  }

  @Override
  public String device() {
    return device.id();
  }

  @Override
  public boolean prefersFixedSizes() {
    return device == Device.TENSORRT;
  }

  @Override
  public void score(ByteBuffer pixels, int count, FloatBuffer heatmaps) throws EngineException {
    if (closed) {
      throw new IllegalStateException("The engine is closed");
    }
    if (count < 1) {
      throw new IllegalArgumentException("A batch holds at least 1 picture, was " + count);
    }
    checkBuffer("pixels", pixels, input.bytes(count), pixels.order());
    checkBuffer("heatmaps", heatmaps, output.floats(count), heatmaps.order());
    ByteBuffer in = pixels.slice(pixels.position(), input.bytes(count));
    FloatBuffer out = heatmaps.slice(heatmaps.position(), output.floats(count));
    long[] inShape = {count, input.height(), input.width(), 3};
    long[] outShape = {count, OutputShape.CHANNELS, output.height(), output.width()};
    try (OnnxTensor from = OnnxTensor.createTensor(environment, in, inShape, OnnxJavaType.UINT8);
        OnnxTensor to = OnnxTensor.createTensor(environment, out, outShape);
        OrtSession.Result result = session.run(Map.of(inputName, from), Map.of(outputName, to))) {
      // Pinned: the result holds nothing of its own, the heatmaps are in the caller's buffer.
      assert !result.isResultOwner(0);
    } catch (OrtException e) {
      String message =
          "%d pictures could not be scored on %s: %s".formatted(count, device(), OrtMessage.of(e));
      throw OrtMessage.tellsOfMemory(e)
          ? new EngineMemoryException(message, e)
          : new EngineException(message, e);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("The engine's memory could not be freed", e);
      }
    }
  }

  /** ONNX Runtime would copy a heap buffer: for the output that means to lose the answer. */
  private static void checkBuffer(String name, Buffer buffer, int needed, ByteOrder order) {
    if (!buffer.isDirect()) {
      throw new IllegalArgumentException(name + " must be a direct buffer");
    }
    if (buffer.remaining() < needed) {
      throw new IllegalArgumentException(
          "%s must have room for %d, has %d".formatted(name, needed, buffer.remaining()));
    }
    if (buffer instanceof FloatBuffer
        && (order != ByteOrder.nativeOrder() || buffer.isReadOnly())) {
      throw new IllegalArgumentException(name + " must be writable and in native byte order");
    }
  }
}
