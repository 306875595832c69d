/**
 * Which model serves, as the decisions on {@code model-releases} have it.
 *
 * <pre>
 * model-releases -> ReleaseFollower -> ModelSource: fetch, verify, check the signature
 *                                   -> LoadedModel: open engines, warm up, beside the one that serves
 *                                   -> ScoringPipeline.serve: between two images
 *                                   -> model-swaps: it serves, or why it does not
 * </pre>
 *
 * <p>Until a model is loaded and warm, the last one serves; whatever is wrong with the new one, it
 * goes on. A model on trial comes the same way, and {@code trial-reports} tell what is seen of it.
 */
package io.engram.processor.release;
