package io.engram.processor.pipeline;

import java.util.concurrent.CompletableFuture;

/**
 * A decoded image that waits for its batch.
 *
 * @param source without its value
 * @param readNanos how long reading and decoding took
 * @param readyAt when it became ready, on the clock of {@link System#nanoTime}
 */
record PendingImage(
    ImageRecord source,
    ReadImage image,
    long readNanos,
    long readyAt,
    CompletableFuture<Outcome> outcome) {}
