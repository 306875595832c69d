package io.engram.processor.pipeline;

import io.engram.imaging.DecodedImage;
import io.engram.imaging.regions.NamedArea;
import java.time.Instant;
import java.util.List;

/**
 * An image at the model's input size, with what its result needs of its event; the encoded bytes
 * are gone.
 *
 * @param campaign or null
 * @param sha256 of the encoded bytes, 64 lower-case hexadecimal digits
 */
record ReadImage(
    String imageId,
    String campaign,
    Instant submittedAt,
    String sha256,
    DecodedImage decoded,
    List<NamedArea> areas) {
  ReadImage {
    areas = List.copyOf(areas);
  }
}
