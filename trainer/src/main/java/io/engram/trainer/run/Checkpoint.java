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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * All that a training needs to go on after an epoch.
 *
 * @param identity what it belongs to: a checkpoint of another data set is refused
 * @param epoch epochs completed
 * @param step steps completed
 * @param vectors weights, their average and the optimiser's moments, by name
 */
record Checkpoint(String identity, int epoch, long step, SortedMap<String, float[]> vectors) {

  private static final int MAGIC = 0x454e4752;
  private static final int FORMAT = 1;

  /** Writes the checkpoint; a failure leaves an older one at {@code file} untouched. */
  void write(Path file) throws IOException {
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
      for (var vector : vectors.entrySet()) {
        out.writeUTF(vector.getKey());
        out.writeInt(vector.getValue().length);
        var values = ByteBuffer.allocate(vector.getValue().length * Float.BYTES);
        values.asFloatBuffer().put(vector.getValue());
        out.write(values.array());
      }
      out.writeLong(checksum.getValue());
    }
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads a checkpoint.
   *
   * @param identity what it must belong to; null if that does not matter
   * @param names the vectors that it must hold; without an identity, it may hold others as well
   * @throws IOException if the file is no checkpoint, damaged, or of another identity
   */
  static Checkpoint read(Path file, String identity, Set<String> names) throws IOException {
    long size = Files.size(file);
    var checksum = new CRC32();
    try (var bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        var in = new DataInputStream(new CheckedInputStream(bytes, checksum))) {
      if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
        throw unusable(file, "it is no checkpoint of this version");
      }
      var owner = in.readUTF();
      if (identity != null && !owner.equals(identity)) {
        throw unusable(file, "it belongs to another data set");
      }
      int epoch = in.readInt();
      long step = in.readLong();
      var vectors = new TreeMap<String, float[]>();
      for (int left = in.readInt(); left > 0; left--) {
        vectors.put(in.readUTF(), readFloats(in, size));
      }
      long expected = checksum.getValue();
      if (in.readLong() != expected) {
        throw unusable(file, "its checksum does not match");
      }
      boolean complete =
          identity == null ? vectors.keySet().containsAll(names) : vectors.keySet().equals(names);
      if (!complete) {
        throw unusable(file, "it holds the vectors %s, not %s".formatted(vectors.keySet(), names));
      }
      return new Checkpoint(owner, epoch, step, vectors);
    } catch (EOFException e) {
      throw unusable(file, "it ends too early");
    } catch (UTFDataFormatException e) {
      throw unusable(file, "a name in it is damaged");
    }
  }

  /**
   * The averaged weights in a checkpoint of any data set.
   *
   * @throws IOException if the file is no checkpoint, or damaged
   */
  static float[] average(Path file) throws IOException {
    return read(file, null, Set.of("average")).vectors().get("average");
  }

  /** A length that exceeds the file is refused before memory of that length is allocated. */
  private static float[] readFloats(DataInputStream in, long fileSize) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > Math.min(fileSize, Integer.MAX_VALUE) / Float.BYTES) {
      throw new EOFException();
    }
    var values = new float[length];
    var bytes = new byte[length * Float.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }

  private static IOException unusable(Path file, String reason) {
    return new IOException(
        file + " cannot be resumed from: " + reason + "; start again in another directory");
  }
}
