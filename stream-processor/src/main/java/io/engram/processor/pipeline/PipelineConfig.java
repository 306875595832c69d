package io.engram.processor.pipeline;

import io.engram.imaging.DecodeLimits;
import io.engram.processor.reference.ReferenceConfig;

/**
 * How a pipeline works.
 *
 * @param readers threads that decode images
 * @param limits the largest images that are decoded
 * @param references what may be fetched, and how
 * @param batch when waiting images are scored
 */
public record PipelineConfig(
    int readers, DecodeLimits limits, ReferenceConfig references, FlushPolicy batch) {
  public PipelineConfig {
    if (readers < 1) {
      throw new IllegalArgumentException("decode.threads must be >= 1, was " + readers);
    }
  }
}
