/**
 * The events of Engram, generated from {@code src/main/avro}.
 *
 * <p>An {@link io.engram.schemas.ImageEvent} asks for a score. A {@link
 * io.engram.schemas.VmsHeatmap} and a {@link io.engram.schemas.MemorabilityScore} answer it, or a
 * {@link io.engram.schemas.ScoringFailure} says why there is no answer. {@link
 * io.engram.schemas.DatasetUpdated} and {@link io.engram.schemas.ModelRelease} drive retraining and
 * the swap of models.
 *
 * <p>Schemas evolve FULL_TRANSITIVE: every version reads every other. {@code
 * src/test/resources/avro-history} holds the versions there have been, and a test the rule.
 */
package io.engram.schemas;
