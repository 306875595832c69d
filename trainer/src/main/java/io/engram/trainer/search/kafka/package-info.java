/**
 * A search over several machines, as records of two topics.
 *
 * <pre>
 * KafkaTrials --search-trials--> SearchWorker, SearchWorker, ... (a group for each data set)
 *      ^                              |
 *      +------- search-results -------+   result and consumed offset in one transaction
 * </pre>
 *
 * <p>A worker that is killed leaves its trial's offset uncommitted, so the group gives the trial to
 * another; one that was only slow is fenced by the group's generation when it commits, and its
 * result with it. So there is one result for each trial. The topics are also the search's memory of
 * what is under way: one that is resumed reads them and asks for nothing twice.
 *
 * <p>Workers with different data sets share the topics but not a group: each group passes over what
 * is on another data set than its own, so a search that nobody waits for any more, or whose data no
 * worker has, is in nobody's way.
 *
 * <p>A trial's partition follows from its number, so its later rungs come to the worker that has
 * its checkpoint. Where partitions have moved, the new worker trains the trial from the beginning,
 * to the same figures: trainings are repeatable, and only time is lost.
 */
package io.engram.trainer.search.kafka;
