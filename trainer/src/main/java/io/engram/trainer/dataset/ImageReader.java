package io.engram.trainer.dataset;

import io.engram.imaging.DecodedImage;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.UndecodableImageException;
import java.io.IOException;
import java.nio.file.Path;

/** Decodes one file of a data set, with the decoder that serving uses. */
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
      throw new InvalidDatasetException(
          file, "cannot be decoded: " + e.getMessage(), "replace it or take it off the list");
    }
  }
}
