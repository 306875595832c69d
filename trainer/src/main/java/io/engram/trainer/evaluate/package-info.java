/**
 * Measures heatmaps against people's maps, as the paper does, on the pixels that serving would see.
 *
 * <p>A {@link io.engram.trainer.evaluate.HeatmapPredictor} is whatever predicts: the network in
 * training, the exported file, or the mean of all training maps ({@link
 * io.engram.trainer.evaluate.MeanMap}), the baseline that any network must beat.
 */
package io.engram.trainer.evaluate;
