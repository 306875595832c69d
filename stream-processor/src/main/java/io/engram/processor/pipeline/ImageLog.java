package io.engram.processor.pipeline;

import org.slf4j.spi.LoggingEventBuilder;

/** Gives what is logged of an image the fields that it is found by where logs are collected. */
final class ImageLog {
  private static final String RECORD = "record";
  private static final String IMAGE = "image_id";
  private static final String TRACE = "trace_id";

  private ImageLog() {}

  /**
   * @param imageId null where it could not be read
   */
  static LoggingEventBuilder about(ImageRecord source, String imageId, LoggingEventBuilder event) {
    LoggingEventBuilder of = event.addKeyValue(RECORD, source.toString());
    LoggingEventBuilder named = imageId == null ? of : of.addKeyValue(IMAGE, imageId);
    return source.trace().id().map(id -> named.addKeyValue(TRACE, id)).orElse(named);
  }
}
