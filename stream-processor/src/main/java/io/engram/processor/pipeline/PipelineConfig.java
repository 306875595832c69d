package io.engram.processor.pipeline;

import io.engram.imaging.DecodeLimits;

/**
 * How a pipeline works.
 *
 * @param readers threads that fetch and decode images
 * @param limits the largest images that are decoded
 * @param references what may be fetched
 * @param batch when waiting images are scored
 */
public record PipelineConfig(
    int readers, DecodeLimits limits, ReferencePolicy references, FlushPolicy batch) {
  public PipelineConfig {
    if (readers < 1) {
      throw new IllegalArgumentException("decode.threads must be >= 1, was " + readers);
    }
  }
}
