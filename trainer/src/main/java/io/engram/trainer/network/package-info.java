/**
 * Networks that turn photographs into memory schema maps.
 *
 * <p>A {@link io.engram.trainer.network.Layer} is a DJL block that knows two things: how it
 * computes and how it is written into an ONNX graph, side by side, so that a change to the one
 * shows the other. A {@link io.engram.trainer.network.HeatmapNetwork} is a layer from photographs
 * to logits; the rest of the trainer knows no other type. {@link
 * io.engram.trainer.network.LightNetwork} is the first.
 *
 * <p>All arrays are {@code [N, C, H, W]}. A layer never keeps an array: results belong to the
 * manager of the input, and parameters to the manager they were initialised with.
 */
package io.engram.trainer.network;
