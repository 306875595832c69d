/**
 * From a record to its outcome, off the stream threads.
 *
 * <pre>
 *  submit -> [readers: event] -> [References] -> [readers: cache, decode] --> [Batchers]
 *         <- outcome <- [finishers: regions, events] <----------------------------'
 * </pre>
 *
 * <p>An image that its event brings along goes straight on; one that the event only names is
 * fetched in between, and no thread here waits for it. Every image ends as one {@link
 * io.engram.processor.pipeline.Outcome}: a bad one never takes its neighbours along.
 *
 * <p>Beside the model that serves one may be on trial ({@link
 * io.engram.processor.pipeline.Challenger}): what it fails on the other scores, and no outcome
 * waits for a shadow.
 */
package io.engram.processor.pipeline;
