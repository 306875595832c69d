package io.engram.trainer.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.engram.model.bundle.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Tensors by name, in the format of Hugging Face (https://github.com/huggingface/safetensors): the
 * header's length as eight bytes, the header as JSON with type, shape and place of each tensor, and
 * the numbers, little-endian, row by row. Only {@code F32} is read.
 */
public final class Safetensors {

  /** Far more than any file that is of use here; the whole file is kept in memory. */
  private static final long LARGEST = 1L << 30;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final JsonNode header;
  private final ByteBuffer data;
  private final String sha256;

  private Safetensors(Path file, JsonNode header, ByteBuffer data, String sha256) {
    this.file = file;
    this.header = header;
    this.data = data;
    this.sha256 = sha256;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidTensorFileException if it is of another format, or cut off
   * @throws IOException if it cannot be read
   */
  public static Safetensors read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new InvalidTensorFileException(
          file, "it has %,d bytes; at most %,d are read".formatted(size, LARGEST));
    }
    var bytes = Files.readAllBytes(file);
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < Long.BYTES) {
      throw new InvalidTensorFileException(file, "it ends before its header");
    }
    long length = buffer.getLong();
    if (length < 2 || length > buffer.remaining()) {
      throw new InvalidTensorFileException(
          file,
          "it names a header of %d bytes, and %d follow".formatted(length, buffer.remaining()));
    }
    var header = header(file, bytes, (int) length);
    buffer.position(Long.BYTES + (int) length);
    var data = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    return new Safetensors(file, header, data, Sha256.of(bytes));
  }

  private static JsonNode header(Path file, byte[] bytes, int length) throws IOException {
    try {
      var header = JSON.readTree(bytes, Long.BYTES, length);
      if (header.isObject()) {
        return header;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidTensorFileException(
          file, "its header is no JSON: " + e.getOriginalMessage());
    }
    throw new InvalidTensorFileException(file, "its header is no JSON object");
  }

  /** Where it was read. */
  public Path file() {
    return file;
  }

  /** Of the whole file. */
  public String sha256() {
    return sha256;
  }

  /**
   * The numbers of a tensor, row by row.
   *
   * @throws IllegalArgumentException if there is none of that name, type and shape in the file
   */
  public float[] floats(String name, long... shape) {
    var entry = header.path(name);
    if (!entry.isObject()) {
      throw new IllegalArgumentException("%s has no tensor %s".formatted(file, name));
    }
    var type = entry.path("dtype").asText();
    if (!type.equals("F32")) {
      throw unfit(name, "is of the type %s, where F32 is needed".formatted(type));
    }
    var found = numbers(entry.path("shape"));
    if (!Arrays.equals(found, shape)) {
      throw unfit(
          name,
          "has the shape %s, where %s is needed"
              .formatted(Arrays.toString(found), Arrays.toString(shape)));
    }
    var place = numbers(entry.path("data_offsets"));
    long bytes = LongStream.of(shape).reduce(Float.BYTES, Math::multiplyExact);
    if (place.length != 2 || place[0] < 0 || place[1] < place[0] || place[1] - place[0] != bytes) {
      throw unfit(name, "does not have the %,d bytes of its shape".formatted(bytes));
    }
    if (place[1] > data.limit()) {
      throw unfit(name, "lies behind the file's end, so a part of the file is missing");
    }
    var floats = new float[(int) (bytes / Float.BYTES)];
    data.slice((int) place[0], (int) bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(floats);
    return floats;
  }

  private static long[] numbers(JsonNode array) {
    var numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asLong(-1);
    }
    return numbers;
  }

  private IllegalArgumentException unfit(String name, String reason) {
    return new IllegalArgumentException("%s: the tensor %s %s".formatted(file, name, reason));
  }
}
