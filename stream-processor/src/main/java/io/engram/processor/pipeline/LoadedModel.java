package io.engram.processor.pipeline;

import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.engine.Engines;
import io.engram.model.engine.EnginesConfig;
import io.engram.model.engine.InferenceEngine;
import io.engram.processor.batch.BatchConfig;
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

  /**
   * Opens the engines of a model and warms them up; blocks meanwhile.
   *
   * @throws EngineUnavailableException if the model cannot run as configured
   * @throws EngineException if the warm-up fails, or batches are too large for the model
   */
  public static LoadedModel open(ModelBundle bundle, EnginesConfig config, BatchConfig batches)
      throws EngineUnavailableException, EngineException {
    List<InferenceEngine> engines = Engines.openAll(bundle, config);
    try {
      return new LoadedModel(bundle.manifest(), engines, batches.warmUp(engines));
    } catch (EngineException | RuntimeException e) {
      engines.forEach(InferenceEngine::close);
      throw e;
    }
  }

  /** Frees the engines, which must not be in use. */
  @Override
  public void close() {
    engines.forEach(InferenceEngine::close);
  }
}
