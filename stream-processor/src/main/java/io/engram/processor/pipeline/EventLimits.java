package io.engram.processor.pipeline;

import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.RegionOfInterest;
import java.util.HashSet;
import java.util.Set;

/**
 * Bounds what an event may make the processor write: an event may be larger than a result topic's
 * records, and a result that the broker refuses would stop the stream wherever it restarts.
 */
final class EventLimits {
  static final int MAX_NAME_CHARACTERS = 1024;
  private static final int MAX_URI_CHARACTERS = 8192;
  static final int MAX_REGIONS = 256;

  private EventLimits() {}

  /**
   * @throws RejectedImageException naming the field that is too large, or the region that is named
   *     twice
   */
  static void check(ImageEvent event) throws RejectedImageException {
    limit("imageId", event.getImageId(), MAX_NAME_CHARACTERS);
    limit("campaign", event.getCampaign(), MAX_NAME_CHARACTERS);
    if (event.getReference() != null) {
      limit("reference.uri", event.getReference().getUri(), MAX_URI_CHARACTERS);
    }
    if (event.getRegionsOfInterest().size() > MAX_REGIONS) {
      throw invalid(
          "%,d regions of interest are more than %,d"
              .formatted(event.getRegionsOfInterest().size(), MAX_REGIONS),
          "name fewer regions");
    }
    Set<String> names = new HashSet<>();
    for (RegionOfInterest region : event.getRegionsOfInterest()) {
      limit("regionsOfInterest.name", region.getName(), MAX_NAME_CHARACTERS);
      if (!names.add(region.getName())) {
        throw invalid(
            "region of interest '%s' is there twice".formatted(region.getName()),
            "give each region a name of its own");
      }
    }
  }

  private static void limit(String field, String value, int max) throws RejectedImageException {
    if (value != null && value.length() > max) {
      throw invalid(
          "%s has %,d characters, more than %,d".formatted(field, value.length(), max),
          "shorten it");
    }
  }

  private static RejectedImageException invalid(String detail, String remedy) {
    return new RejectedImageException(FailureReason.INVALID_EVENT, detail, remedy);
  }
}
