/**
 * Builds ONNX graphs, because DJL cannot: a {@link io.engram.trainer.onnx.GraphBuilder} collects
 * the operators that each {@link io.engram.trainer.network.Layer} adds for itself.
 */
package io.engram.trainer.onnx;
