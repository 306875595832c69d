package io.engram.processor.pipeline;

import io.engram.imaging.Heatmap;

/**
 * An image whose batch was scored.
 *
 * @param waitNanos how long it waited for its batch
 * @param inferenceNanos how long the engine took for the batch
 */
record ScoredImage(
    PendingImage pending, Heatmap heatmap, long waitNanos, long inferenceNanos, int batchSize) {}
