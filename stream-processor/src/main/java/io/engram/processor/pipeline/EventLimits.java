package io.engram.processor.pipeline;

import io.engram.schemas.ImageEvent;
import io.engram.schemas.RegionOfInterest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Bounds what an event may make the processor write: an event may be larger than a result topic's
 * records, and a result that the broker refuses would stop the stream wherever it restarts. Public
 * so that submitters can refuse such an event before they send it.
 */
public final class EventLimits {
  static final int MAX_NAME_CHARACTERS = 1024;
  private static final int MAX_URI_CHARACTERS = 8192;
  static final int MAX_REGIONS = 256;

  /**
   * What an event breaks.
   *
   * @param detail names the field that is too large, or the region that is there twice
   * @param remedy what to do about it
   */
  public record Breach(String detail, String remedy) {}

  private EventLimits() {}

  /** The first limit that an event breaks, or empty if the processor takes it. */
  public static Optional<Breach> breach(ImageEvent event) {
    List<RegionOfInterest> regions = event.getRegionsOfInterest();
    String uri = event.getReference() == null ? null : event.getReference().getUri();
    return Stream.<Supplier<Optional<Breach>>>of(
            () -> tooLong("imageId", event.getImageId(), MAX_NAME_CHARACTERS),
            () -> tooLong("campaign", event.getCampaign(), MAX_NAME_CHARACTERS),
            () -> tooLong("reference.uri", uri, MAX_URI_CHARACTERS),
            () -> tooMany(regions),
            () -> badName(regions))
        .flatMap(limit -> limit.get().stream())
        .findFirst();
  }

  private static Optional<Breach> tooLong(String field, String value, int max) {
    return value == null || value.length() <= max
        ? Optional.empty()
        : Optional.of(
            new Breach(
                "%s has %,d characters, more than %,d".formatted(field, value.length(), max),
                "shorten it"));
  }

  private static Optional<Breach> tooMany(List<RegionOfInterest> regions) {
    return regions.size() <= MAX_REGIONS
        ? Optional.empty()
        : Optional.of(
            new Breach(
                "%,d regions of interest are more than %,d".formatted(regions.size(), MAX_REGIONS),
                "name fewer regions"));
  }

  private static Optional<Breach> badName(List<RegionOfInterest> regions) {
    Set<String> names = new HashSet<>();
    for (RegionOfInterest region : regions) {
      Optional<Breach> tooLong =
          tooLong("regionsOfInterest.name", region.getName(), MAX_NAME_CHARACTERS);
      if (tooLong.isPresent()) {
        return tooLong;
      }
      if (!names.add(region.getName())) {
        return Optional.of(
            new Breach(
                "region of interest '%s' is there twice".formatted(region.getName()),
                "give each region a name of its own"));
      }
    }
    return Optional.empty();
  }
}
