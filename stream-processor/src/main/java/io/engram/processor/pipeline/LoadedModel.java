package io.engram.processor.pipeline;

import io.engram.model.bundle.Manifest;
import io.engram.model.engine.InferenceEngine;
import io.engram.processor.batch.BatchPolicy;
import java.util.List;

/**
 * A model that is ready to score.
 *
 * @param manifest what results say they were scored by
 * @param engines warmed up, at least one; whoever has this closes them or hands it on
 * @param batches that the engines were warmed up for
 */
public record LoadedModel(Manifest manifest, List<InferenceEngine> engines, BatchPolicy batches)
    implements AutoCloseable {
  public LoadedModel {
    engines = List.copyOf(engines);
  }

  /** Frees the engines, which must not be in use. */
  @Override
  public void close() {
    engines.forEach(InferenceEngine::close);
  }
}
