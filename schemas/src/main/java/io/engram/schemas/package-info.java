/**
 * The events of Engram, generated from {@code src/main/avro}.
 *
 * <p>An {@link io.engram.schemas.ImageEvent} asks for a score. A {@link
 * io.engram.schemas.VmsHeatmap} and a {@link io.engram.schemas.MemorabilityScore} answer it, or a
 * {@link io.engram.schemas.ScoringFailure} says why there is no answer. {@link
 * io.engram.schemas.DatasetUpdated} and {@link io.engram.schemas.ModelRelease} drive retraining and
 * the swap of models; {@link io.engram.schemas.TrainingProgress} and {@link
 * io.engram.schemas.ModelSwap} tell how these go. {@link io.engram.schemas.TrialRequested} and
 * {@link io.engram.schemas.TrialFinished} spread a hyperparameter search over machines.
 *
 * <p>Schemas evolve FULL_TRANSITIVE: every version reads every other. {@code
 * src/test/resources/avro-history} holds the versions there have been, and a test the rule.
 *
 * <p>Build events with {@code newBuilder()} and set every field. Builders made from an existing
 * event, and array defaults, make Avro look classes up by name, which it refuses for packages that
 * the JVM does not trust (Avro's {@code ClassSecurityValidator}). No field here has such a default.
 */
package io.engram.schemas;
