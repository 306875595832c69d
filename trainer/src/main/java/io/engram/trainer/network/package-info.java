/**
 * Networks that turn photographs into memory schema maps.
 *
 * <p>A {@link io.engram.trainer.network.Layer} is a DJL block that knows two things: how it
 * computes and how it is written into an ONNX graph, side by side, so that a change to the one
 * shows the other. A {@link io.engram.trainer.network.HeatmapNetwork} is a generator, {@link
 * io.engram.trainer.network.LightNetwork}, {@link io.engram.trainer.network.MobileNet} or {@link
 * io.engram.trainer.network.UNet}, built from a {@link io.engram.trainer.network.NetworkConfig}; it
 * paints what {@link io.engram.trainer.network.MapCoding} says, and the rest of the trainer knows
 * no other type. A {@link io.engram.trainer.network.Discriminator} judges paintings. What is served
 * is a {@link io.engram.trainer.network.HeatmapModel}: a generator, or an {@link
 * io.engram.trainer.network.Ensemble} of some.
 *
 * <p>All arrays are {@code [N, C, H, W]}. A layer never keeps an array: results are temporary, to
 * be closed with the scope of the step, and parameters belong to the manager they were initialised
 * with.
 */
package io.engram.trainer.network;
