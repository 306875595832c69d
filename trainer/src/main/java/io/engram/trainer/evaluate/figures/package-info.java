/**
 * Every figure of every image: what the intervals, comparisons and categories of an evaluation are
 * made from.
 *
 * <p>{@link io.engram.trainer.evaluate.figures.Figure} lists what is measured, {@link
 * io.engram.trainer.evaluate.figures.Measuring} measures a predictor, and {@link
 * io.engram.trainer.evaluate.figures.Measured} is the result: one row for each image. Two
 * predictors measured on the same images are compared image by image. While a network trains, the
 * much quicker {@link io.engram.trainer.evaluate.Evaluator} is enough.
 */
package io.engram.trainer.evaluate.figures;
