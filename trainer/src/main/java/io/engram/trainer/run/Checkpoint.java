package io.engram.trainer.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * All that a training needs to go on after an epoch: how far it is, and vectors by name, such as
 * weights, their average and what optimisers remember. Of the vectors, which may be larger than the
 * heap together, one at a time is in memory.
 *
 * @param identity what it belongs to: a checkpoint of another data set is refused
 * @param epoch epochs completed
 * @param step steps completed
 */
record Checkpoint(String identity, int epoch, long step) {

  private static final int MAGIC = 0x454e4752;
  private static final int FORMAT = 1;
  private static final int CHUNK = 1 << 14;

  /** Writes the checkpoint; a failure leaves an older one at {@code file} untouched. */
  void write(Path file, Map<String, Supplier<float[]>> vectors) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    var checksum = new CRC32();
    try (var bytes = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16);
        var out = new DataOutputStream(new CheckedOutputStream(bytes, checksum))) {
      out.writeInt(MAGIC);
      out.writeInt(FORMAT);
      out.writeUTF(identity);
      out.writeInt(epoch);
      out.writeLong(step);
      out.writeInt(vectors.size());
      for (var vector : new TreeMap<>(vectors).entrySet()) {
        out.writeUTF(vector.getKey());
        writeFloats(out, vector.getValue().get());
      }
      out.writeLong(checksum.getValue());
    }
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    var chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      chunk.asFloatBuffer().put(values, from, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @param names the vectors that it must hold
   * @param vectors is given each vector in turn; before the checksum is known to match, so what it
   *     was given is of no use if this throws
   * @throws IOException if the file is no checkpoint, damaged, or of another identity
   */
  static Checkpoint read(
      Path file, String identity, Set<String> names, BiConsumer<String, float[]> vectors)
      throws IOException {
    var found = new TreeSet<String>();
    var checkpoint =
        readAny(
            file,
            (name, values) -> {
              found.add(name);
              if (names.contains(name)) {
                vectors.accept(name, values);
              }
            });
    if (!checkpoint.identity.equals(identity)) {
      throw unusable(file, "it belongs to another data set");
    }
    if (!found.equals(names)) {
      throw unusable(file, "it holds the vectors %s, not %s".formatted(found, names));
    }
    return checkpoint;
  }

  /**
   * Reads one vector of a checkpoint of any identity.
   *
   * @throws IOException if the file is no checkpoint, damaged, or without that vector
   */
  static float[] vector(Path file, String name) throws IOException {
    var found = new TreeMap<String, float[]>();
    readAny(
        file,
        (each, values) -> {
          if (each.equals(name)) {
            found.put(each, values);
          }
        });
    if (found.isEmpty()) {
      throw unusable(file, "it holds no vector " + name);
    }
    return found.get(name);
  }

  private static Checkpoint readAny(Path file, BiConsumer<String, float[]> vectors)
      throws IOException {
    long size = Files.size(file);
    var checksum = new CRC32();
    try (var bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        var in = new DataInputStream(new CheckedInputStream(bytes, checksum))) {
      if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
        throw unusable(file, "it is no checkpoint of this version");
      }
      var checkpoint = new Checkpoint(in.readUTF(), in.readInt(), in.readLong());
      for (int left = in.readInt(); left > 0; left--) {
        vectors.accept(in.readUTF(), readFloats(in, size));
      }
      long expected = checksum.getValue();
      if (in.readLong() != expected) {
        throw unusable(file, "its checksum does not match");
      }
      return checkpoint;
    } catch (EOFException e) {
      throw unusable(file, "it ends too early");
    } catch (UTFDataFormatException e) {
      throw unusable(file, "a name in it is damaged");
    }
  }

  /** A length that exceeds the file is refused before memory of that length is allocated. */
  private static float[] readFloats(DataInputStream in, long fileSize) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > fileSize / Float.BYTES) {
      throw new EOFException();
    }
    var values = new float[length];
    var chunk = new byte[CHUNK * Float.BYTES];
    for (int from = 0; from < length; from += CHUNK) {
      int count = Math.min(CHUNK, length - from);
      in.readFully(chunk, 0, count * Float.BYTES);
      ByteBuffer.wrap(chunk).asFloatBuffer().get(values, from, count);
    }
    return values;
  }

  private static IOException unusable(Path file, String reason) {
    return new IOException(
        file + " cannot be resumed from: " + reason + "; start again in another directory");
  }
}
