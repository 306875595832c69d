/**
 * The commit rule: <em>commit only what was emitted</em>.
 *
 * <p>Kafka Streams counts a record as consumed when {@code process} returns. Engram's {@code
 * process} only hands the image to the pipeline, so on a crash every image in flight would be lost,
 * under exactly-once too. The remedy sits where offsets leave the process: the consumer and the
 * producer that Kafka Streams is given lower each committed offset to the oldest image that was not
 * emitted yet.
 *
 * <p>This is sound because (1) outcomes of a partition are emitted in the order of their offsets,
 * so everything below that offset was emitted, in this transaction or an earlier one; (2) a
 * partition's window, its emissions and its commits all happen on the one stream thread that owns
 * the partition. Under exactly-once the emitted records and the lowered offset are one transaction.
 *
 * <p>The windows also give back-pressure: a partition whose window is full is paused in the
 * consumer, so stream threads never wait. They tell when a commit is worth asking for (a stream
 * thread has emitted all that it admitted, or an outcome has waited long), and how long the thread
 * may rest between its turns.
 */
package io.engram.processor.commit;
