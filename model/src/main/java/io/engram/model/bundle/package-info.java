/**
 * The model bundle: the one thing that training hands to serving.
 *
 * <p>A bundle is a flat directory:
 *
 * <pre>
 * manifest.json      what the model is, how it was made, and the SHA-256 of every other file
 * model.onnx         fp32 graph: uint8 [N,H,W,3] RGB in, float [N,2,H',W'] in [0,1] out
 * model.fp16.onnx    the same weights in half precision (optional)
 * model.int8.onnx    the same weights quantised (optional)
 * MODEL_CARD.md      data, terms, metrics and limits, for people
 * manifest.json.sig  Ed25519 signature of the manifest's bytes (optional)
 * </pre>
 *
 * {@link io.engram.model.bundle.BundleWriter} puts a bundle in place as a whole or not at all;
 * {@link io.engram.model.bundle.ModelBundle#open} verifies each file or refuses with a {@link
 * io.engram.model.bundle.InvalidBundleException} that says what to do. What a manifest means is
 * kept by {@link io.engram.model.bundle.Manifest} itself, so that a manifest that exists is valid.
 *
 * <p>The manifest carries no time and its bytes depend on its values only: the same training gives
 * the same bundle, and {@link io.engram.model.bundle.ModelBundle#sha256} of those bytes names the
 * whole bundle. A signature needs nothing more than to sign these bytes, in a file of its own
 * beside them; files that the manifest does not name are therefore left alone.
 */
package io.engram.model.bundle;
