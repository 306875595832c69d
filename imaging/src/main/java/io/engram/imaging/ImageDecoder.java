package io.engram.imaging;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import io.engram.imaging.opencv.Mats;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEG, PNG, WebP and GIF (the first frame of an animation) to upright 8-bit RGB. Alpha is
 * composited on white, 16 bits are rounded to 8, and a CMYK JPEG is read as inverted, as Adobe
 * writes and browsers read it, and converted without a colour profile.
 *
 * <p>An image's structure and size are checked before the native decoder sees it, and it sees only
 * what decides the pixels. A JPEG that shrinks is decoded at 1/2, 1/4 or 1/8 of its size where that
 * still exceeds the target, by libjpeg's scaled inverse DCT.
 *
 * <p>Safe for use by many threads; each call decodes on its caller's thread.
 */
public final class ImageDecoder {
  private final DecodeLimits limits;

  public ImageDecoder(DecodeLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * Decodes and stretches, anti-aliased, to exactly {@code width x height}.
   *
   * @param encoded a whole file; its name does not matter, its first bytes tell the format
   * @throws UndecodableImageException if the image is beyond decoding; another attempt cannot help
   * @throws DecoderMemoryException if memory is short; another attempt may help
   */
  public DecodedImage decode(byte[] encoded, int width, int height)
      throws UndecodableImageException {
    RgbImage.requireSize(width, height);
    return decode(EncodedImage.parse(encoded, limits), width, height);
  }

  /**
   * Decodes so that neither side exceeds {@code maxSide}, keeping the aspect ratio; never enlarges.
   *
   * @throws UndecodableImageException if the image is beyond decoding; another attempt cannot help
   * @throws DecoderMemoryException if memory is short; another attempt may help
   */
  public DecodedImage decodeWithin(byte[] encoded, int maxSide) throws UndecodableImageException {
    if (maxSide < 1) {
      throw new IllegalArgumentException("maxSide must be >= 1, was " + maxSide);
    }
    EncodedImage image = EncodedImage.parse(encoded, limits);
    ImageHeader header = image.header();
    double scale = Math.min(1, (double) maxSide / Math.max(header.width(), header.height()));
    int width = (int) Math.max(1, Math.round(scale * header.width()));
    return decode(image, width, (int) Math.max(1, Math.round(scale * header.height())));
  }

  private static DecodedImage decode(EncodedImage image, int width, int height)
      throws UndecodableImageException {
    ImageHeader header = image.header();
    boolean swaps = header.orientation().swapsSides();
    try (PointerScope scope = new PointerScope()) {
      Mat stored = readPixels(image, swaps ? height : width, swaps ? width : height);
      Mat upright = Pixels.toUprightRgb(stored, header.orientation());
      RgbImage pixels = new RgbImage(width, height, Mats.bytes(upright));
      return new DecodedImage(pixels, header.width(), header.height());
    } catch (RuntimeException e) {
      throw DecoderMemoryException.isReportedBy(e) ? new DecoderMemoryException(e) : e;
    }
  }

  /**
   * The stored picture, 8-bit without alpha, at exactly {@code width x height}. Each step's memory
   * is given back before the next: at full size they would add up.
   */
  private static Mat readPixels(EncodedImage image, int width, int height)
      throws UndecodableImageException {
    Mat pixels = decodeNatively(image, readFlags(image.header(), width, height));
    if (pixels.empty()) {
      throw UndecodableImageException.corrupt(
          "its %s data cannot be decoded".formatted(image.header().format()));
    }
    Mat eightBits = replace(pixels, Pixels.toEightBits(pixels));
    Mat opaque = replace(eightBits, Pixels.onWhite(eightBits));
    Mat whole = replace(opaque, Pixels.onCanvas(opaque, image));
    return replace(whole, Mats.resize(whole, width, height));
  }

  private static Mat replace(Mat old, Mat next) {
    if (!next.equals(old)) {
      old.release();
    }
    return next;
  }

  private static Mat decodeNatively(EncodedImage image, int flags)
      throws UndecodableImageException {
    byte[] essence = image.essence();
    Mat encoded = Mats.of(essence.length, 1, 1, essence);
    try {
      return opencv_imgcodecs.imdecode(encoded, flags);
    } catch (RuntimeException e) {
      // OpenCV reports what its codecs find wrong as plain RuntimeExceptions.
      if (DecoderMemoryException.isReportedBy(e)) {
        throw e;
      }
      throw UndecodableImageException.corrupt(
          "the %s decoder refused it: %s".formatted(image.header().format(), firstLine(e)), e);
    } finally {
      encoded.release();
    }
  }

  /** JPEG has no alpha and can be reduced while decoding; the others keep their channels. */
  private static int readFlags(ImageHeader header, int width, int height) {
    if (header.format() != ImageFormat.JPEG) {
      return IMREAD_UNCHANGED;
    }
    int reduction = Math.min(header.storedWidth() / width, header.storedHeight() / height);
    int size;
    if (reduction >= 8) {
      size = IMREAD_REDUCED_COLOR_8;
    } else if (reduction >= 4) {
      size = IMREAD_REDUCED_COLOR_4;
    } else {
      size = reduction >= 2 ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR;
    }
    return size | IMREAD_IGNORE_ORIENTATION;
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
