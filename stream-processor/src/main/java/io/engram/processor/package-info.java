/**
 * The scoring stream: image events in, Visual Memory Schema heatmaps and memorability scores out.
 *
 * <pre>
 *  image-events, interactive-image-events
 *         |
 *         v
 *    ScoreImages (stream thread) --> vms-heatmaps, memorability-scores, scoring-failures
 *         | submit      ^ outcomes, in arrival order per partition
 *         v             |
 *    ScoringPipeline (shared by all partitions and stream threads)
 *    readers: event, fetch, decode -> Batcher: engine -> finishers: regions
 * </pre>
 *
 * {@link io.engram.processor.StreamProcessor} is the composition root. The packages, in the order
 * of an image's way: {@code topology} takes records and emits outcomes, {@code pipeline} turns a
 * record into an outcome, {@code reference} fetches images that events only name, {@code content}
 * knows equal ones, {@code batch} feeds the engines, {@code lane} lets interactive images overtake
 * bulk ones wherever they wait, {@code commit} makes sure that Kafka never counts a record as
 * consumed before its outcome was emitted.
 */
package io.engram.processor;
