package io.engram.processor.batch;

import io.engram.imaging.Heatmap;
import java.time.Duration;

/**
 * What an engine made of an image.
 *
 * @param queued how long the image waited for its batch
 * @param inference how long the engine took for the batch
 * @param batchSize images in the batch
 */
public record BatchScore(Heatmap heatmap, Duration queued, Duration inference, int batchSize) {}
