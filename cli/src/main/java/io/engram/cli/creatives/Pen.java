package io.engram.cli.creatives;

import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_DUPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;

import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Draws on a part of a picture. Coordinates and lengths are fractions of that part, from its top
 * left corner; widths of strokes are fractions of its width; colours are {@code 0xRRGGBB}.
 */
final class Pen {
  /** Hershey capitals at scale 1 are this high, in pixels. */
  private static final double CAPITAL_HEIGHT = 22;

  private static final double STROKE_PER_SCALE = 2.6;
  private static final double LINE_SPACING = 1.5;

  private final Mat mat;
  private final double left;
  private final double top;
  private final double width;
  private final double height;

  Pen(Mat mat, double left, double top, double width, double height) {
    this.mat = mat;
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  /** A pen for a part of this part. */
  Pen within(Box box) {
    return new Pen(
        mat,
        left + box.left() * width,
        top + box.top() * height,
        box.width() * width,
        box.height() * height);
  }

  /** Fills the whole part, from one colour at the top to another at the bottom. */
  void gradient(int from, int to) {
    try (PointerScope scope = new PointerScope()) {
      for (int y = 0; y < (int) height; y++) {
        opencv_imgproc.line(
            mat,
            point(0, y / height),
            point(1, y / height),
            colour(Palette.mix(from, to, y / height)),
            1,
            opencv_imgproc.LINE_8,
            0);
      }
    }
  }

  void ellipse(double x, double y, double radiusX, double radiusY, int colour) {
    try (PointerScope scope = new PointerScope()) {
      var axes = new Size((int) (radiusX * width), (int) (radiusY * height));
      opencv_imgproc.ellipse(mat, point(x, y), axes, 0, 0, 360, colour(colour), FILLED, LINE_AA, 0);
    }
  }

  /** The largest disc that fits. */
  void disc(int colour) {
    double radius = Math.min(width, height) / 2;
    ellipse(.5, .5, radius / width, radius / height, colour);
  }

  /** Part of an ellipse's outline; angles in degrees, clockwise from the right. */
  void arc(
      double x,
      double y,
      double radiusX,
      double radiusY,
      double from,
      double to,
      double stroke,
      int colour) {
    try (PointerScope scope = new PointerScope()) {
      var axes = new Size((int) (radiusX * width), (int) (radiusY * height));
      opencv_imgproc.ellipse(
          mat, point(x, y), axes, 0, from, to, colour(colour), pixels(stroke), LINE_AA, 0);
    }
  }

  void line(double fromX, double fromY, double toX, double toY, double stroke, int colour) {
    try (PointerScope scope = new PointerScope()) {
      opencv_imgproc.line(
          mat, point(fromX, fromY), point(toX, toY), colour(colour), pixels(stroke), LINE_AA, 0);
    }
  }

  /** A filled polygon. */
  void polygon(int colour, double... xy) {
    try (PointerScope scope = new PointerScope()) {
      int count = xy.length / 2;
      Mat points = new Mat(count, 1, opencv_core.CV_32SC2);
      IntPointer coordinates = new IntPointer(points.data());
      for (int i = 0; i < count; i++) {
        coordinates.put(2L * i, (int) Math.round(left + xy[2 * i] * width));
        coordinates.put(2L * i + 1, (int) Math.round(top + xy[2 * i + 1] * height));
      }
      opencv_imgproc.fillPoly(
          mat, new MatVector(points), colour(colour), LINE_AA, 0, new Point(0, 0));
    }
  }

  /** Fills the whole part but for its corners, which are round. */
  void pill(int colour) {
    double radius = Math.min(height, width) / 2;
    try (PointerScope scope = new PointerScope()) {
      var from = new Point((int) (left + radius), (int) (top + radius));
      var to = new Point((int) (left + width - radius), (int) (top + radius));
      opencv_imgproc.line(mat, from, to, colour(colour), (int) (2 * radius), LINE_AA, 0);
    }
  }

  /** Lines of capitals, as large as the part allows, in its middle. */
  void text(List<String> lines, int colour) {
    try (PointerScope scope = new PointerScope()) {
      double widest = lines.stream().mapToDouble(Pen::widthAtScaleOne).max().orElse(1);
      double lineCount = 1 + (lines.size() - 1) * LINE_SPACING;
      double scale = Math.min(width / widest, height / (lineCount * (CAPITAL_HEIGHT + 4)));
      double baseline = top + (height - lineCount * CAPITAL_HEIGHT * scale) / 2;
      for (String line : lines) {
        baseline += CAPITAL_HEIGHT * scale;
        double start = left + (width - widthAtScaleOne(line) * scale) / 2;
        opencv_imgproc.putText(
            mat,
            line,
            new Point((int) start, (int) baseline),
            FONT_HERSHEY_DUPLEX,
            scale,
            colour(colour),
            stroke(scale),
            LINE_AA,
            false);
        baseline += (LINE_SPACING - 1) * CAPITAL_HEIGHT * scale;
      }
    }
  }

  private static double widthAtScaleOne(String line) {
    var baseline = new IntPointer(1);
    Size size = opencv_imgproc.getTextSize(line, FONT_HERSHEY_DUPLEX, 1, stroke(1), baseline);
    return size.width();
  }

  private static int stroke(double scale) {
    return Math.max(1, (int) Math.round(STROKE_PER_SCALE * scale));
  }

  private Point point(double x, double y) {
    return new Point((int) Math.round(left + x * width), (int) Math.round(top + y * height));
  }

  private int pixels(double fractionOfWidth) {
    return Math.max(1, (int) Math.round(fractionOfWidth * width));
  }

  private static Scalar colour(int rgb) {
    return new Scalar(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 0);
  }
}
