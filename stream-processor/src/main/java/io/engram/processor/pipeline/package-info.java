/**
 * From a record to its outcome, off the stream threads.
 *
 * <pre>
 *  submit -> [readers: event, content, decode] --> queue --> [Batcher: engine, raster]
 *         <- outcome <- [finishers: regions, events] <-------------------------'
 * </pre>
 *
 * <p>A <em>batch</em> is all the decoded images that wait when the engine becomes free, up to the
 * largest size; a small one waits for company as long as {@link
 * io.engram.processor.pipeline.FlushPolicy} allows. Every image ends as one {@link
 * io.engram.processor.pipeline.Outcome}: a bad one never takes its neighbours along.
 */
package io.engram.processor.pipeline;
