package io.engram.trainer.search.training;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a trial that asks too much from a machine that is broken: a graphics processor that has
 * failed once may fail at everything until the process ends, and must not use up a search's trials.
 */
final class EngineProbe {

  private static final Logger LOG = LoggerFactory.getLogger(EngineProbe.class);

  private EngineProbe() {}

  /** Whether the smallest of calculations succeeds on the default device. */
  static boolean works() {
    try (var manager = Engine.getEngine("PyTorch").newBaseManager()) {
      return manager.ones(new Shape(2)).sum().getFloat() == 2;
    } catch (EngineException e) {
      LOG.warn("PyTorch cannot compute on this machine", e);
      return false;
    }
  }
}
