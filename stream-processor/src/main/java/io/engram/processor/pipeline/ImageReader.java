package io.engram.processor.pipeline;

import io.engram.imaging.regions.Bounds;
import io.engram.imaging.regions.NamedArea;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.RegionOfInterest;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** From a record to its event and what it asks for. Thread-safe. */
final class ImageReader {
  private final Deserializer<ImageEvent> events;

  ImageReader(Deserializer<ImageEvent> events) {
    this.events = events;
  }

  /**
   * @throws RejectedImageException if the record holds no readable image event
   */
  ImageEvent event(ImageRecord image) throws RejectedImageException {
    String remedy = "produce the event with Engram's ImageEvent schema in Confluent's wire format";
    if (image.value() == null) {
      throw new RejectedImageException(
          FailureReason.UNREADABLE_EVENT, "the record has no value", remedy);
    }
    try {
      return events.deserialize(image.partition().topic(), image.value());
    } catch (SerializationException e) {
      throw new RejectedImageException(FailureReason.UNREADABLE_EVENT, e.getMessage(), remedy, e);
    }
  }

  /**
   * @throws RejectedImageException if the event's result would be too large, or its regions of
   *     interest make no sense
   */
  ImageRequest request(ImageEvent event) throws RejectedImageException {
    Optional<EventLimits.Breach> breach = EventLimits.breach(event);
    if (breach.isPresent()) {
      throw new RejectedImageException(
          FailureReason.INVALID_EVENT, breach.get().detail(), breach.get().remedy());
    }
    return new ImageRequest(
        event.getImageId(), event.getCampaign(), event.getSubmittedAt(), areas(event));
  }

  private static List<NamedArea> areas(ImageEvent event) throws RejectedImageException {
    try {
      return event.getRegionsOfInterest().stream().map(ImageReader::area).toList();
    } catch (IllegalArgumentException e) {
      throw new RejectedImageException(
          FailureReason.INVALID_EVENT,
          "image '%s': %s".formatted(event.getImageId(), e.getMessage()),
          "give regions of interest as fractions of the image's width and height",
          e);
    }
  }

  private static NamedArea area(RegionOfInterest region) {
    var bounds = region.getBounds();
    return new NamedArea(
        region.getName(),
        new Bounds(bounds.getLeft(), bounds.getTop(), bounds.getWidth(), bounds.getHeight()));
  }
}
