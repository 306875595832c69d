package io.engram.cli;

import io.engram.cli.creatives.Creative;
import io.engram.imaging.overlay.PngEncoder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A folder as people have it: good images, and some of everything that can be wrong with others.
 */
final class OddImages {
  static final int GOOD = 3;

  private static final int MEBIBYTE = 1 << 20;
  private static final int SIDE_OF_A_BOMB = 50_000;

  private OddImages() {}

  /** Fills the folder; returns the bad images with the reason that each must fail for. */
  static Map<String, String> fill(Path folder) throws IOException {
    byte[] png = new PngEncoder().encode(Creative.all().get(0).draw());
    for (int i = 0; i < GOOD; i++) {
      byte[] good = new PngEncoder().encode(Creative.all().get(i).draw());
      Files.write(Files.createDirectories(folder.resolve("good")).resolve(i + ".png"), good);
    }
    var reasons = new TreeMap<String, String>();
    reasons.put("corrupt.png", "CORRUPT_IMAGE");
    Files.write(folder.resolve("corrupt.png"), Arrays.copyOf(png, png.length / 2));
    reasons.put("empty.jpg", "EMPTY_IMAGE");
    Files.write(folder.resolve("empty.jpg"), new byte[0]);
    reasons.put("text.jpg", "UNSUPPORTED_FORMAT");
    Files.writeString(folder.resolve("text.jpg"), "Dear diary, ...", StandardCharsets.UTF_8);
    reasons.put("bomb.png", "TOO_MANY_PIXELS");
    Files.write(folder.resolve("bomb.png"), pngHeader(SIDE_OF_A_BOMB, SIDE_OF_A_BOMB));
    reasons.put("over-the-limit.png", "TOO_MANY_BYTES");
    writeSparse(folder.resolve("over-the-limit.png"), 32 * MEBIBYTE + 1);
    reasons.put("over-any-event.png", "TOO_MANY_BYTES");
    writeSparse(folder.resolve("over-any-event.png"), 40 * MEBIBYTE);
    Files.writeString(folder.resolve("notes.txt"), "not an image by name");
    return reasons;
  }

  private static void writeSparse(Path file, long size) throws IOException {
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(size);
    }
  }

  /** A PNG that ends after its header. */
  private static byte[] pngHeader(int width, int height) throws IOException {
    var chunk = new ByteArrayOutputStream();
    var data = new DataOutputStream(chunk);
    data.writeBytes("IHDR");
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {8, 2, 0, 0, 0});
    var crc = new CRC32();
    crc.update(chunk.toByteArray());
    var png = new ByteArrayOutputStream();
    var out = new DataOutputStream(png);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    out.writeInt(chunk.size() - 4);
    out.write(chunk.toByteArray());
    out.writeInt((int) crc.getValue());
    return png.toByteArray();
  }
}
