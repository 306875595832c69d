/**
 * How sure a figure is: means over images with the interval that resampling the images gives.
 *
 * <p>{@link io.engram.trainer.evaluate.bootstrap.Bootstrap} draws the same images for every figure
 * of a set, whichever is asked for first, so intervals can be repeated and compared.
 */
package io.engram.trainer.evaluate.bootstrap;
