/**
 * How weights change.
 *
 * <p>A {@link io.engram.trainer.optimise.ParameterVector} makes all weights of a network one long
 * vector, so that each equation (gradient clipping, every {@link
 * io.engram.trainer.optimise.UpdateRule}, {@link io.engram.trainer.optimise.MovingAverage}) is a
 * handful of operations whatever the architecture, and a checkpoint a handful of vectors.
 */
package io.engram.trainer.optimise;
