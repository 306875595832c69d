package io.engram.processor.pipeline;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.engine.Engines;
import io.engram.model.engine.EnginesConfig;
import io.engram.model.engine.InferenceEngine;
import io.engram.processor.batch.BatchConfig;
import io.engram.processor.batch.BatchPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gets models ready to score. What the first is measured to need, as the size of its batches, is
 * later ones' as well: they are loaded while the device scores, and what is measured then says
 * little. Thread-safe.
 */
public final class ModelLoader {
  private final EnginesConfig engines;
  private final BatchConfig batches;
  private final AtomicReference<Integer> measured = new AtomicReference<>();

  /**
   * @param engines that each model runs on
   * @param batches how they are to be made
   */
  public ModelLoader(EnginesConfig engines, BatchConfig batches) {
    this.engines = engines;
    this.batches = batches;
  }

  /**
   * Opens the engines of a model and warms them up; blocks meanwhile.
   *
   * @throws EngineUnavailableException if the model cannot run as configured
   * @throws EngineException if the warm-up fails, or batches are too large for the model
   */
  public LoadedModel load(ModelBundle bundle) throws EngineUnavailableException, EngineException {
    List<InferenceEngine> opened = Engines.openAll(bundle, engines);
    try {
      Optional<Integer> known = Optional.ofNullable(measured.get());
      BatchPolicy policy =
          known.isPresent() ? batches.warmUp(opened, known.get()) : batches.warmUp(opened);
      measured.compareAndSet(null, policy.maxSize());
      return new LoadedModel(bundle.manifest(), opened, policy);
    } catch (EngineException | RuntimeException e) {
      opened.forEach(InferenceEngine::close);
      throw e;
    }
  }
}
