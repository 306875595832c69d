/**
 * The model store: where trained models are kept for those who serve them. A folder or a bucket of
 * an S3-compatible store:
 *
 * <pre>
 * bundles/SHA-256 OF THE MANIFEST/     one model bundle, see {@link io.engram.model.bundle}
 * trainings/SHA-256 OF THE MANIFEST/   what the next training starts from
 * datasets/FINGERPRINT.txt             the files that models were trained on, with their SHA-256
 * </pre>
 *
 * <p>A bundle's name follows from its content, so publishing twice is publishing once, and but for
 * signatures nothing that is there changes. Its manifest is written last and deleted first: a
 * bundle is in the store as a whole or not at all, whatever was killed in between, without locks.
 *
 * <p>What serves is not decided here but by the events of {@code model-releases}.
 */
package io.engram.model.store;
