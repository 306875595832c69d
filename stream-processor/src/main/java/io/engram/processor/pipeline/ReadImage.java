package io.engram.processor.pipeline;

import io.engram.imaging.DecodedImage;
import io.engram.imaging.regions.NamedArea;
import java.util.List;

/** An image at the model's input size, with what its result needs. */
record ReadImage(String sha256, DecodedImage decoded, List<NamedArea> areas) {
  ReadImage {
    areas = List.copyOf(areas);
  }
}
