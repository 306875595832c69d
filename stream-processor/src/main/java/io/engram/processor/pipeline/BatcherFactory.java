package io.engram.processor.pipeline;

/** Makes the batcher of a pipeline, which is its listener. */
@FunctionalInterface
interface BatcherFactory {
  Batcher create(BatchListener listener);
}
