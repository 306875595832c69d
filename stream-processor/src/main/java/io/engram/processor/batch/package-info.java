/**
 * Micro-batching: decoded images of all partitions become batches on the engines.
 *
 * <pre>
 *  score(pixels, lane) --> LaneQueue --> Batcher, one for each engine --> CompletableFuture
 * </pre>
 *
 * <p>A <em>batch</em> is all the images that wait when an engine becomes free, up to the largest
 * size; a small one waits for company as long as {@link io.engram.processor.batch.BatchPolicy}
 * allows. All engines take from one queue, so that none idles while there is work. An image that an
 * engine cannot score fails alone; one that fits into no memory makes its engine's batches smaller;
 * an engine that scores nothing any more breaks the processor, which is better than a topic of
 * wrong results.
 */
package io.engram.processor.batch;
