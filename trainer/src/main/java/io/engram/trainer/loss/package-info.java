/**
 * What training minimises: a {@link io.engram.trainer.loss.HeatmapLoss} of predicted and true maps.
 */
package io.engram.trainer.loss;
