/**
 * Whether what is scored is still like what the model was measured on.
 *
 * <pre>
 * ContentScorer -> DriftMonitor, one for each model that scores
 *                    | after each window of images, feature by feature
 *                    v
 *                  StabilityIndex of the window against the manifest's reference
 *                    | where it passes its limit, and where it comes back
 *                    v
 *                  model-drift, metrics; and dataset-updates, if so configured
 * </pre>
 *
 * <p>Each image's content counts once, when it is scored. Whatever fails here is logged: no image
 * waits for it.
 */
package io.engram.processor.drift;
