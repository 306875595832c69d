/**
 * What training minimises: a {@link io.engram.trainer.loss.HeatmapLoss} of generated and people's
 * maps, and {@link io.engram.trainer.loss.LeastSquares} of a discriminator's scores.
 */
package io.engram.trainer.loss;
