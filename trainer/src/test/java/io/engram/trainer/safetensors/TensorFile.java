package io.engram.trainer.safetensors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes safetensors files. */
public final class TensorFile {

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  public TensorFile add(String name, float[] values, long... shape) {
    var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return add(name, "F32", bytes.array(), shape);
  }

  TensorFile add(String name, String type, byte[] bytes, long... shape) {
    int from = data.size();
    data.writeBytes(bytes);
    header.put(
        name, Map.of("dtype", type, "shape", shape, "data_offsets", new int[] {from, data.size()}));
    return this;
  }

  byte[] bytes() throws IOException {
    var text = JsonMapper.builder().build().writeValueAsString(header);
    return bytes(text, data.toByteArray());
  }

  static byte[] bytes(String header, byte[] data) {
    var text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
