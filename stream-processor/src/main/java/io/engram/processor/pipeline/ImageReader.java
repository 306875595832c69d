package io.engram.processor.pipeline;

import io.engram.imaging.DecodedImage;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.UndecodableImageException;
import io.engram.imaging.regions.Bounds;
import io.engram.imaging.regions.NamedArea;
import io.engram.model.engine.InputShape;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.RegionOfInterest;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** The way from a record to pixels of the model's input size. Thread-safe. */
final class ImageReader {
  private final Deserializer<ImageEvent> events;
  private final ImageDecoder decoder;
  private final InputShape input;

  ImageReader(Deserializer<ImageEvent> events, ImageDecoder decoder, InputShape input) {
    this.events = events;
    this.decoder = decoder;
    this.input = input;
  }

  /** Bytes of an image's pixels. */
  long decodedBytes() {
    return input.bytes(1);
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
   * Looks at all but the image, before that is fetched.
   *
   * @throws RejectedImageException if the event's result would be too large, or its regions of
   *     interest make no sense
   */
  void check(ImageEvent event) throws RejectedImageException {
    Optional<EventLimits.Breach> breach = EventLimits.breach(event);
    if (breach.isPresent()) {
      throw new RejectedImageException(
          FailureReason.INVALID_EVENT, breach.get().detail(), breach.get().remedy());
    }
    areas(event);
  }

  /**
   * @param event that was checked
   * @throws RejectedImageException if the image cannot be decoded
   */
  ReadImage read(ImageEvent event, EncodedImage encoded) throws RejectedImageException {
    return new ReadImage(
        event.getImageId(),
        event.getCampaign(),
        event.getSubmittedAt(),
        encoded.sha256(),
        decode(event, encoded),
        areas(event));
  }

  private DecodedImage decode(ImageEvent event, EncodedImage encoded)
      throws RejectedImageException {
    try {
      return decoder.decode(encoded.bytes(), input.width(), input.height());
    } catch (UndecodableImageException e) {
      throw new RejectedImageException(
          FailureReason.valueOf(e.reason().name()),
          "image '%s': %s".formatted(event.getImageId(), e.detail()),
          e.remedy(),
          e);
    }
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
