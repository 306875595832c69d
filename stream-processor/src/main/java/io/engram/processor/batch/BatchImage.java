package io.engram.processor.batch;

import io.engram.imaging.RgbImage;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A decoded image that waits for its batch.
 *
 * @param wanted whether anybody still waits for its score
 * @param readyAt when it became ready, on the clock of {@link System#nanoTime}
 * @param score what it gets
 */
record BatchImage(
    RgbImage pixels, BooleanSupplier wanted, long readyAt, CompletableFuture<BatchScore> score) {}
