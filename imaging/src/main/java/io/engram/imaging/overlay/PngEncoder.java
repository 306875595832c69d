package io.engram.imaging.overlay;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;

import io.engram.imaging.RgbImage;
import io.engram.imaging.opencv.Mats;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes pictures as 8-bit RGB PNG. Any thread may use it. */
public final class PngEncoder {
  /** A whole PNG file; equal pictures give equal bytes. */
  public byte[] encode(RgbImage image) {
    try (PointerScope scope = new PointerScope()) {
      Mat bgr = new Mat();
      Mat rgb = Mats.of(image.width(), image.height(), 3, image.rgb());
      opencv_imgproc.cvtColor(rgb, bgr, COLOR_RGB2BGR);
      BytePointer encoded = new BytePointer();
      if (!opencv_imgcodecs.imencode(".png", bgr, encoded)) {
        throw new IllegalStateException("OpenCV could not encode " + image + " as PNG");
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }
}
