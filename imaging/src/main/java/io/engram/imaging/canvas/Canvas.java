package io.engram.imaging.canvas;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;

import io.engram.imaging.RgbImage;
import io.engram.imaging.opencv.Mats;
import io.engram.imaging.opencv.OpenCv;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A picture to draw on. Later shapes cover earlier ones; what lies outside is clipped. Holds native
 * memory until closed; for one thread at a time.
 */
public final class Canvas implements AutoCloseable {
  private static final int FULL_TURN = 360;

  private final Mat pixels;

  private Canvas(Mat pixels) {
    this.pixels = pixels;
  }

  /** A canvas of one colour. */
  public static Canvas of(int width, int height, Colour background) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a canvas is at least 1 x 1, was " + width + " x " + height);
    }
    OpenCv.load();
    Canvas canvas = new Canvas(new Mat(height, width, CV_8UC(3)));
    canvas.rectangle(new Box(0, 0, width, height), background);
    return canvas;
  }

  /** A canvas that begins as a copy of a picture. */
  public static Canvas of(RgbImage image) {
    return new Canvas(Mats.of(image.width(), image.height(), 3, image.rgb()));
  }

  public int width() {
    return pixels.cols();
  }

  public int height() {
    return pixels.rows();
  }

  /** Fills a rectangle. */
  public Canvas rectangle(Box box, Colour colour) {
    try (PointerScope scope = new PointerScope()) {
      opencv_imgproc.rectangle(pixels, rect(box), scalar(colour), FILLED, LINE_8, 0);
    }
    return this;
  }

  /** Fills a rectangle with quarter circles of {@code radius} for corners. */
  public Canvas roundedRectangle(Box box, int radius, Colour colour) {
    int r = Math.min(radius, (Math.min(box.width(), box.height()) - 1) / 2);
    if (r < 1) {
      return rectangle(box, colour);
    }
    int right = box.right() - 1 - r;
    int bottom = box.bottom() - 1 - r;
    for (int x : new int[] {box.left() + r, right}) {
      for (int y : new int[] {box.top() + r, bottom}) {
        ellipse(x, y, r, r, colour);
      }
    }
    if (box.width() > 2 * r) {
      rectangle(new Box(box.left() + r, box.top(), box.width() - 2 * r, box.height()), colour);
    }
    if (box.height() > 2 * r) {
      rectangle(new Box(box.left(), box.top() + r, box.width(), box.height() - 2 * r), colour);
    }
    return this;
  }

  /** Draws a rectangle's edge, {@code thickness} pixels wide, inside its box. */
  public Canvas outline(Box box, int thickness, Colour colour) {
    int sides = Math.min(thickness, Math.min(box.width(), box.height()));
    rectangle(new Box(box.left(), box.top(), box.width(), sides), colour);
    rectangle(new Box(box.left(), box.bottom() - sides, box.width(), sides), colour);
    rectangle(new Box(box.left(), box.top(), sides, box.height()), colour);
    return rectangle(new Box(box.right() - sides, box.top(), sides, box.height()), colour);
  }

  /** Fills a rectangle, changing colour from left to right. */
  public Canvas gradientAcross(Box box, Colour left, Colour right) {
    for (int i = 0; i < box.width(); i++) {
      Colour colour = left.mix(right, (i + 0.5) / box.width());
      rectangle(new Box(box.left() + i, box.top(), 1, box.height()), colour);
    }
    return this;
  }

  /** Fills a rectangle, changing colour from top to bottom. */
  public Canvas gradientDown(Box box, Colour top, Colour bottom) {
    for (int i = 0; i < box.height(); i++) {
      Colour colour = top.mix(bottom, (i + 0.5) / box.height());
      rectangle(new Box(box.left(), box.top() + i, box.width(), 1), colour);
    }
    return this;
  }

  /** Fills an ellipse around the middle of a pixel. */
  public Canvas ellipse(int centreX, int centreY, int radiusX, int radiusY, Colour colour) {
    try (PointerScope scope = new PointerScope()) {
      Point centre = new Point(centreX, centreY);
      Size radii = new Size(radiusX, radiusY);
      opencv_imgproc.ellipse(
          pixels, centre, radii, 0, 0, FULL_TURN, scalar(colour), FILLED, LINE_AA, 0);
    }
    return this;
  }

  /** Draws a line between the middles of two pixels. */
  public Canvas line(int fromX, int fromY, int toX, int toY, int thickness, Colour colour) {
    try (PointerScope scope = new PointerScope()) {
      Point from = new Point(fromX, fromY);
      Point to = new Point(toX, toY);
      opencv_imgproc.line(pixels, from, to, scalar(colour), thickness, LINE_AA, 0);
    }
    return this;
  }

  /** Draws one line of text with its left end and baseline at ({@code x}, {@code baseline}). */
  public Canvas text(String text, int x, int baseline, Lettering lettering, Colour colour) {
    try (PointerScope scope = new PointerScope()) {
      opencv_imgproc.putText(
          pixels,
          Lettering.ascii(text),
          new Point(x, baseline),
          Lettering.FACE,
          lettering.scale(),
          scalar(colour),
          lettering.stroke(),
          LINE_AA,
          false);
    }
    return this;
  }

  /** Copies a picture to where its top left corner is ({@code left}, {@code top}), clipped. */
  public Canvas image(RgbImage image, int left, int top) {
    int fromX = Math.max(0, -left);
    int fromY = Math.max(0, -top);
    int width = Math.min(image.width(), width() - left) - fromX;
    int height = Math.min(image.height(), height() - top) - fromY;
    if (width < 1 || height < 1) {
      return this;
    }
    RgbImage visible = image.crop(fromX, fromY, width, height);
    try (PointerScope scope = new PointerScope()) {
      Rect target = new Rect(left + fromX, top + fromY, width, height);
      Mats.of(width, height, 3, visible.rgb()).copyTo(pixels.apply(target));
    }
    return this;
  }

  /** A copy of what has been drawn. */
  public RgbImage toImage() {
    try (PointerScope scope = new PointerScope()) {
      return new RgbImage(width(), height(), Mats.bytes(pixels));
    }
  }

  /** Frees the native memory. */
  @Override
  public void close() {
    pixels.close();
  }

  private static Rect rect(Box box) {
    return new Rect(box.left(), box.top(), box.width(), box.height());
  }

  private static Scalar scalar(Colour colour) {
    return new Scalar(colour.red(), colour.green(), colour.blue(), 0);
  }
}
