/**
 * Measures heatmaps against people's maps, as the paper does, on the pixels that serving would see.
 *
 * <p>A {@link io.engram.trainer.evaluate.HeatmapPredictor} is whatever predicts: the network in
 * training, the exported file, or a baseline that looks at no photograph: {@link
 * io.engram.trainer.evaluate.ConstantMap#black black}, {@link io.engram.trainer.evaluate.MeanMap},
 * {@link io.engram.trainer.evaluate.MedianMap}, {@link io.engram.trainer.evaluate.CentreGaussian}.
 *
 * <p>{@link io.engram.trainer.evaluate.Evaluator} gives the few figures that a training looks at
 * after each epoch. {@code figures} measures everything of every image, {@code bootstrap} says how
 * sure it is, and {@code study} puts a whole evaluation of a model together.
 */
package io.engram.trainer.evaluate;
