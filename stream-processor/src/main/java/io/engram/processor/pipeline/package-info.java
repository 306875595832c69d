/**
 * From a record to its outcome, off the stream threads.
 *
 * <pre>
 *  submit -> [decode pool: read event, load content, decode] -> BatchQueue -> [batcher: engine]
 *         <- outcome <- [decode pool: raster, regions, events] <-'
 * </pre>
 *
 * <p>A <em>batch</em> is all the decoded images that wait when the engine becomes free, up to the
 * largest size; a small one waits for company as long as {@link
 * io.engram.processor.pipeline.FlushPolicy} allows. Every image ends as one {@link
 * io.engram.processor.pipeline.Outcome}: a bad one never takes its neighbours along.
 */
package io.engram.processor.pipeline;
