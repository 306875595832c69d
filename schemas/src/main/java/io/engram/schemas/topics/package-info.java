/**
 * The topics of Engram and how they come to be.
 *
 * <p>{@link io.engram.schemas.topics.Topic} is the one place that says what each topic is called,
 * carries and keeps. {@link io.engram.schemas.topics.ClientSettings} turns its size limits into
 * settings of producers, consumers and brokers, which must agree or large images get stuck. {@link
 * io.engram.schemas.topics.TopicsApplier} brings a cluster and a registry to that state, as often
 * as one likes, and reports what it did; it never does what could lose data.
 */
package io.engram.schemas.topics;
