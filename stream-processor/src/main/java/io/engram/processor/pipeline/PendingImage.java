package io.engram.processor.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * An image whose content is being scored; the encoded bytes are gone.
 *
 * @param source without its value
 * @param sha256 of the encoded bytes, 64 lower-case hexadecimal digits
 * @param begunAt when reading the event began, on the clock of {@link System#nanoTime}
 * @param load how long it took to read the event and get at the content
 * @param model that scores it
 */
record PendingImage(
    ImageRecord source,
    ImageRequest request,
    String sha256,
    long begunAt,
    Duration load,
    ServedModel model,
    CompletableFuture<Outcome> outcome) {
  String imageId() {
    return request.imageId();
  }
}
