package io.engram.cli.report;

import io.engram.imaging.RgbImage;
import io.engram.imaging.opencv.Mats;
import java.util.Base64;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A small JPEG.
 *
 * @param width in pixels
 * @param height in pixels
 * @param jpeg its bytes
 */
public record Preview(int width, int height, byte[] jpeg) {
  private static final int LONGER_SIDE = 320;
  private static final int QUALITY = 78;

  /** Shrinks a picture, keeping its proportions, and compresses it. */
  public static Preview of(RgbImage picture) {
    double scale = Math.min(1, (double) LONGER_SIDE / Math.max(picture.width(), picture.height()));
    int width = Math.max(1, (int) Math.round(scale * picture.width()));
    int height = Math.max(1, (int) Math.round(scale * picture.height()));
    return new Preview(width, height, jpeg(picture.resize(width, height)));
  }

  /** The picture itself, as an address that an HTML page can hold. */
  public String dataUri() {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }

  private static byte[] jpeg(RgbImage picture) {
    try (PointerScope scope = new PointerScope()) {
      Mat bgr = new Mat();
      opencv_imgproc.cvtColor(
          Mats.of(picture.width(), picture.height(), 3, picture.rgb()),
          bgr,
          opencv_imgproc.COLOR_RGB2BGR);
      BytePointer encoded = new BytePointer();
      opencv_imgcodecs.imencode(
          ".jpg", bgr, encoded, new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY));
      byte[] jpeg = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(jpeg);
      return jpeg;
    }
  }
}
