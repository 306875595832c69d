package io.engram.benchmarks.images;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;

import io.engram.cli.console.CommandFailedException;
import io.engram.cli.creatives.Creative;
import io.engram.imaging.RgbImage;
import io.engram.imaging.opencv.Mats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * JPEGs that are given round and round, each time with other bytes.
 *
 * @param jpegs at least one; nobody changes their bytes
 */
public record SampleImages(List<byte[]> jpegs) {
  private static final int QUALITY = 90;

  public SampleImages {
    jpegs = List.copyOf(jpegs);
    if (jpegs.isEmpty()) {
      throw new IllegalArgumentException("There are no images");
    }
  }

  /** The demo's creatives, stretched to a square of {@code side} pixels. */
  public static SampleImages drawn(int side) {
    return new SampleImages(
        Creative.all().stream().map(one -> encode(one.draw().resize(side, side))).toList());
  }

  /**
   * The JPEGs of a folder, by name.
   *
   * @throws CommandFailedException if there are none
   */
  public static SampleImages in(Path folder) throws CommandFailedException {
    List<byte[]> jpegs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(SampleImages::isJpeg).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (DistinctJpeg.isJpeg(bytes)) {
          jpegs.add(bytes);
        }
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "--images " + folder, "can't be read (" + e + ")", "Give a folder of JPEGs.", e);
    }
    if (jpegs.isEmpty()) {
      throw new CommandFailedException(
          "--images " + folder, "holds no JPEGs", "Give a folder of .jpg files.");
    }
    return new SampleImages(jpegs);
  }

  /** Writes them where {@link #in} finds them, in their order. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < jpegs.size(); i++) {
      Files.write(folder.resolve("%06d.jpg".formatted(i)), jpegs.get(i));
    }
  }

  /** Image {@code index} of an endless row, as it is in its file. */
  public byte[] plain(int index) {
    return jpegs.get(index % jpegs.size());
  }

  /** The same picture with bytes that no other number has. */
  public byte[] distinct(int index, long number) {
    return DistinctJpeg.numbered(plain(index), number);
  }

  /** Mean size of a file. */
  public int meanBytes() {
    return (int) jpegs.stream().mapToInt(jpeg -> jpeg.length).average().orElseThrow();
  }

  private static boolean isJpeg(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private static byte[] encode(RgbImage image) {
    try (PointerScope scope = new PointerScope()) {
      Mat bgr = new Mat();
      Mat rgb = Mats.of(image.width(), image.height(), 3, image.rgb());
      opencv_imgproc.cvtColor(rgb, bgr, COLOR_RGB2BGR);
      BytePointer encoded = new BytePointer();
      IntPointer quality = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
      if (!opencv_imgcodecs.imencode(".jpg", bgr, encoded, quality)) {
        throw new IllegalStateException("OpenCV could not encode " + image + " as JPEG");
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }
}
