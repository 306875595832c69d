package io.engram.processor.pipeline;

import io.engram.imaging.DecodeLimits;
import io.engram.processor.batch.BatchConfig;
import io.engram.processor.content.CacheLimit;
import io.engram.processor.reference.ReferenceConfig;

/**
 * How a pipeline works.
 *
 * @param readers threads that decode images
 * @param limits the largest images that are decoded
 * @param references what may be fetched, and how
 * @param batch when waiting images are scored
 * @param cache how much scored content is remembered
 */
public record PipelineConfig(
    int readers,
    DecodeLimits limits,
    ReferenceConfig references,
    BatchConfig batch,
    CacheLimit cache) {
  public PipelineConfig {
    if (readers < 1) {
      throw new IllegalArgumentException("decode.threads must be >= 1, was " + readers);
    }
  }
}
