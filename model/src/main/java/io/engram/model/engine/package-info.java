/**
 * Inference: pixels in, heatmaps out, on whatever the machine has.
 *
 * <pre>
 * ModelBundle + EngineConfig --Engines.open--&gt; InferenceEngine --Warmup.run--&gt; ready to serve
 *                                                  |
 *   uint8 [count,H,W,3]  ---------score-----------&gt; float [count,2,H',W'] in [0,1]
 * </pre>
 *
 * <p>{@link io.engram.model.engine.Engines} chooses the device. {@code auto} takes TensorRT, CUDA
 * or the CPU, the first that answers; a device that was asked for by name is used or refused with
 * an {@link io.engram.model.engine.EngineUnavailableException}, never replaced in silence: an
 * operator who pays for a GPU wants to know that it stands idle. Before an engine is handed out,
 * the graph's real inputs and outputs are held against the manifest.
 *
 * <p>The one implementation runs ONNX Runtime, whose Java API has no I/O binding; input tensors and
 * pinned outputs over the caller's direct buffers avoid every copy on the Java side.
 *
 * <p><b>Telemetry.</b> Official builds of ONNX Runtime 1.29 send telemetry unless the environment
 * variable {@code ORT_DISABLE_TELEMETRY=1} is set before they load (the {@code Privacy.md} in its
 * jar), and with it a command line of more than 4 KiB kills the process at loading. {@link
 * io.engram.model.engine.Engines} therefore refuses to load it without the variable, which
 * launchers set: no API of a running Java process can.
 */
package io.engram.model.engine;
