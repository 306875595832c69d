/**
 * From a record to its outcome, off the stream threads.
 *
 * <pre>
 *  submit -> [readers: event] -> [References] -> [readers: decode] --> queue --> [Batcher: engine, raster]
 *         <- outcome <- [finishers: regions, events] <------------------------------------'
 * </pre>
 *
 * <p>An image that its event brings along goes straight on to its decode; one that the event only
 * names is fetched in between, and no thread here waits for it.
 *
 * <p>A <em>batch</em> is all the decoded images that wait when the engine becomes free, up to the
 * largest size; a small one waits for company as long as {@link
 * io.engram.processor.pipeline.FlushPolicy} allows. Every image ends as one {@link
 * io.engram.processor.pipeline.Outcome}: a bad one never takes its neighbours along.
 */
package io.engram.processor.pipeline;
