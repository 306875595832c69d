package io.engram.processor.pipeline;

import io.engram.schemas.ImageEvent;
import java.util.concurrent.CompletableFuture;

/**
 * A decoded image that waits for its batch.
 *
 * @param readNanos how long reading and decoding took
 * @param readyAt when it became ready, on the clock of {@link System#nanoTime}
 */
record PendingImage(
    ImageRecord source,
    ImageEvent event,
    ReadImage image,
    long readNanos,
    long readyAt,
    CompletableFuture<Outcome> outcome) {}
