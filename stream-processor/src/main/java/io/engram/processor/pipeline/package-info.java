/**
 * From a record to its outcome, off the stream threads.
 *
 * <pre>
 *  submit -> [readers: event, content, cache, decode] --> {@link io.engram.processor.batch.Batchers}
 *         <- outcome <- [finishers: regions, events] <-------------------------'
 * </pre>
 *
 * <p>Every image ends as one {@link io.engram.processor.pipeline.Outcome}: a bad one never takes
 * its neighbours along.
 */
package io.engram.processor.pipeline;
