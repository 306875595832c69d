package io.engram.trainer.dataset.cache;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.PairReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The pixels of many pairs in one file: a header of 64 bytes, then for each pair its photograph and
 * its map, row by row, three bytes a pixel. A file with its final name is complete: it is written
 * under another and moved once everything is on the disk.
 */
final class PairFile {

  private static final byte[] MAGIC = "ENGRPAIR".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 64;

  /** No decoding goes for so long without writing. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** The most that one mapping can hold, in bytes; less only in tests. */
  private static final int LARGEST_MAPPING = Integer.MAX_VALUE;

  private final Path folder;
  private final byte[] key;
  private final List<String> names;
  private final int photographSide;
  private final int mapSide;

  /**
   * @param key SHA-256 of everything that decides the content
   */
  PairFile(Path folder, byte[] key, List<String> names, int photographSide, int mapSide) {
    this.folder = folder;
    this.key = key;
    this.names = List.copyOf(names);
    this.photographSide = photographSide;
    this.mapSide = mapSide;
  }

  Path path() {
    return folder.resolve(HexFormat.of().formatHex(key, 0, 16) + ".pairs");
  }

  /** Whether the file is there, of the right size, with the header that it must have. */
  boolean isComplete() throws IOException {
    try (var channel = FileChannel.open(path(), READ)) {
      var header = ByteBuffer.allocate(HEADER);
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // A read may give less than was asked for.
      }
      return channel.size() == size() && header.flip().equals(header());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Decodes every pair into the file, replacing one that is there.
   *
   * @throws IOException if it cannot be written; nothing is left behind then
   */
  void write(PairReader reader) throws IOException, InvalidDatasetException, InterruptedException {
    Files.createDirectories(folder);
    removeAbandoned(folder, Instant.now().minus(ABANDONED));
    requireSpace();
    var part = Files.createTempFile(folder, path().getFileName().toString(), ".part");
    try {
      try (var channel = FileChannel.open(part, WRITE)) {
        writeFully(channel, header(), 0);
        reader.read(
            names,
            photographSide,
            mapSide,
            (index, pair) -> writeFully(channel, bytes(pair), HEADER + index * recordBytes()));
        // Otherwise a power cut could leave the final name on a file without content.
        channel.force(true);
      }
      Files.move(part, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Removes what processes that were killed while they wrote have left behind. */
  static void removeAbandoned(Path folder, Instant before) throws IOException {
    try (var parts = Files.newDirectoryStream(folder, "*.part")) {
      for (var part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  private void requireSpace() throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < size()) {
      throw new IOException(
          "it has %,d MB left, and %,d MB are needed".formatted(free >> 20, (size() >> 20) + 1));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private static ByteBuffer bytes(Pair pair) {
    var photograph = pair.photograph().rgb();
    var map = pair.map().rgb();
    return ByteBuffer.allocate(photograph.length + map.length).put(photograph).put(map).flip();
  }

  /** Maps the file. The mappings live as long as the list. */
  List<Pair> map() throws IOException {
    return map(LARGEST_MAPPING);
  }

  List<Pair> map(int largestMapping) throws IOException {
    int perMapping = Math.toIntExact(Math.max(1, largestMapping / recordBytes()));
    var mappings = new ArrayList<MappedByteBuffer>();
    try (var channel = FileChannel.open(path(), READ)) {
      for (int first = 0; first < names.size(); first += perMapping) {
        int records = Math.min(perMapping, names.size() - first);
        long start = HEADER + first * recordBytes();
        mappings.add(channel.map(FileChannel.MapMode.READ_ONLY, start, records * recordBytes()));
      }
    }
    return new MappedPairs(names, photographSide, mapSide, perMapping, mappings);
  }

  private ByteBuffer header() {
    return ByteBuffer.allocate(HEADER)
        .put(MAGIC)
        .putInt(photographSide)
        .putInt(mapSide)
        .putInt(names.size())
        .put(key)
        .rewind();
  }

  private long recordBytes() {
    return 3L * photographSide * photographSide + 3L * mapSide * mapSide;
  }

  private long size() {
    return HEADER + names.size() * recordBytes();
  }
}
