/**
 * From a trained network to a model bundle that serving can load.
 *
 * <p>{@link io.engram.trainer.export.OnnxExporter} frames a network's own operators with what
 * serving needs: bytes in, heatmaps in [0,1] out, any batch size. {@link
 * io.engram.trainer.export.Parity} then holds the file against the network it came from, on real
 * photographs, and {@link io.engram.trainer.export.BundleExport} writes both facts and model down.
 *
 * <p>{@link io.engram.trainer.onnx.precision} makes the files of lower precision of it. Each is
 * held against the first and kept if it is near enough ({@link
 * io.engram.trainer.export.PrecisionReport}).
 */
package io.engram.trainer.export;
