package io.engram.trainer.dataset;

import io.engram.imaging.DecodedImage;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.ImageHeader;
import io.engram.imaging.UndecodableImageException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads one file of a data set, with the decoder that serving uses. */
public final class ImageReader {

  private static final ImageDecoder DECODER = new ImageDecoder(ImageBytes.LIMITS);

  private ImageReader() {}

  /**
   * Decodes a file.
   *
   * @param side height and width to which it is resized, in pixels
   * @throws InvalidDatasetException if it cannot be read or decoded
   */
  public static DecodedImage read(Path file, int side) throws InvalidDatasetException {
    try {
      return DECODER.decode(ImageBytes.read(file), side, side);
    } catch (UndecodableImageException | IOException e) {
      throw undecodable(file, e);
    }
  }

  /**
   * The size of a file, from its header: nothing is decoded.
   *
   * @throws InvalidDatasetException if it cannot be read or is no image
   */
  public static ImageSize size(Path file) throws InvalidDatasetException {
    try {
      var header = ImageHeader.read(ImageBytes.read(file), ImageBytes.LIMITS);
      return new ImageSize(header.width(), header.height());
    } catch (UndecodableImageException | IOException e) {
      throw undecodable(file, e);
    }
  }

  private static InvalidDatasetException undecodable(Path file, Exception reason) {
    return new InvalidDatasetException(
        file, "cannot be decoded: " + reason.getMessage(), "replace it or take it off the list");
  }
}
