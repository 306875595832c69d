package io.engram.imaging.canvas;

import io.engram.imaging.opencv.OpenCv;
import java.text.Normalizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How text is drawn.
 *
 * @param capHeight height of a capital letter in pixels, at least 4
 * @param stroke width of a stroke in pixels, at least 1; a sixth of the height is bold
 */
public record Lettering(int capHeight, int stroke) {
  static final int FACE = opencv_imgproc.FONT_HERSHEY_DUPLEX;

  /** Height of this face's capitals at scale 1. */
  private static final double FACE_CAP_HEIGHT = 21;

  public Lettering {
    if (capHeight < 4 || stroke < 1) {
      throw new IllegalArgumentException(
          "letters are at least 4 high with strokes of at least 1, were %d, %d"
              .formatted(capHeight, stroke));
    }
  }

  /** Strokes as wide as read well at this height. */
  public static Lettering regular(int capHeight) {
    return new Lettering(capHeight, Math.max(1, (int) Math.round(capHeight / 12.0)));
  }

  public static Lettering bold(int capHeight) {
    return new Lettering(capHeight, Math.max(1, (int) Math.round(capHeight / 6.0)));
  }

  /** Width of one line of text in pixels. */
  public int widthOf(String text) {
    OpenCv.load();
    try (PointerScope scope = new PointerScope()) {
      Size size = opencv_imgproc.getTextSize(ascii(text), FACE, scale(), stroke, new int[1]);
      return size.width();
    }
  }

  double scale() {
    return capHeight / FACE_CAP_HEIGHT;
  }

  /** Takes accents off and writes {@code ?} for what the face has no letter for. */
  static String ascii(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
    return apart.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
