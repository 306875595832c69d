package io.engram.processor.pipeline;

import io.engram.imaging.regions.NamedArea;
import java.time.Instant;
import java.util.List;

/**
 * What the result of an image needs of its event, beside the image itself.
 *
 * @param campaign or null
 */
record ImageRequest(String imageId, String campaign, Instant submittedAt, List<NamedArea> areas) {
  ImageRequest {
    areas = List.copyOf(areas);
  }
}
