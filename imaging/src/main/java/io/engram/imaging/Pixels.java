package io.engram.imaging;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.engram.imaging.EncodedImage.Frame;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The steps between what a codec gives (grey, BGR or BGRA; 8 or 16 bits) and upright 8-bit RGB. */
final class Pixels {
  private static final int FLIP_ROWS = 0;
  private static final int FLIP_COLUMNS = 1;

  /** Compositing needs some planes beside the picture: by strips they stay small. */
  private static final int STRIP_ROWS = 256;

  private Pixels() {}

  static Mat toEightBits(Mat pixels) {
    if (pixels.depth() == CV_8U) {
      return pixels;
    }
    if (pixels.depth() != CV_16U) {
      throw new IllegalStateException("a codec gave neither 8 nor 16 bits");
    }
    Mat eight = new Mat();
    pixels.convertTo(eight, CV_8U, 1 / 257.0, 0);
    return eight;
  }

  /** Composites BGRA on white; leaves a picture without alpha as it is. */
  static Mat onWhite(Mat pixels) {
    if (pixels.channels() != 4) {
      return pixels;
    }
    Mat opaque = new Mat(pixels.rows(), pixels.cols(), CV_8UC(3));
    for (int row = 0; row < pixels.rows(); row += STRIP_ROWS) {
      int end = Math.min(row + STRIP_ROWS, pixels.rows());
      try (PointerScope strip = new PointerScope()) {
        compositeOnWhite(pixels.rowRange(row, end), opaque.rowRange(row, end));
      }
    }
    return opaque;
  }

  /** In each colour {@code 255 - alpha * (255 - colour)}. */
  private static void compositeOnWhite(Mat bgra, Mat bgr) {
    Mat alpha = new Mat();
    extractChannel(bgra, alpha, 3);
    Mat colour = new Mat();
    for (int channel = 0; channel < 3; channel++) {
      extractChannel(bgra, colour, channel);
      colour.convertTo(colour, CV_8U, -1, 255);
      multiply(colour, alpha, colour, 1 / 255.0, -1);
      colour.convertTo(colour, CV_8U, -1, 255);
      insertChannel(colour, bgr, channel);
    }
  }

  /** Lays a frame that is smaller than its image on white. */
  static Mat onCanvas(Mat pixels, EncodedImage image) {
    ImageHeader header = image.header();
    Frame frame = image.frame();
    if (frame.covers(header)) {
      return pixels;
    }
    Mat canvas =
        new Mat(header.storedHeight(), header.storedWidth(), pixels.type(), Scalar.all(255));
    pixels.copyTo(canvas.apply(new Rect(frame.left(), frame.top(), frame.width(), frame.height())));
    return canvas;
  }

  static Mat toUprightRgb(Mat stored, Orientation orientation) {
    Mat rgb = new Mat();
    cvtColor(stored, rgb, stored.channels() == 1 ? COLOR_GRAY2RGB : COLOR_BGR2RGB);
    if (orientation == Orientation.UPRIGHT) {
      return rgb;
    }
    Mat upright = new Mat();
    switch (orientation) {
      case UPRIGHT -> rgb.copyTo(upright);
      case MIRRORED -> flip(rgb, upright, FLIP_COLUMNS);
      case HALF_TURN -> rotate(rgb, upright, ROTATE_180);
      case UPSIDE_DOWN_MIRRORED -> flip(rgb, upright, FLIP_ROWS);
      case TRANSPOSED -> transpose(rgb, upright);
      case QUARTER_TURN_RIGHT -> rotate(rgb, upright, ROTATE_90_CLOCKWISE);
      case TRANSVERSED -> {
        Mat transposed = new Mat();
        transpose(rgb, transposed);
        rotate(transposed, upright, ROTATE_180);
      }
      case QUARTER_TURN_LEFT -> rotate(rgb, upright, ROTATE_90_COUNTERCLOCKWISE);
    }
    return upright;
  }
}
