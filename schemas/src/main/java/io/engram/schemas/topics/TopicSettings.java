package io.engram.schemas.topics;

import java.util.OptionalInt;

/**
 * What differs between clusters.
 *
 * @param partitions of the topics that images flow through, where not as in {@link Topic}; as many
 *     machines can share the work
 * @param replicationFactor of every topic, where not the cluster's default; from 3 on a write needs
 *     two replicas in sync, so that one broker can fail without loss
 */
public record TopicSettings(OptionalInt partitions, OptionalInt replicationFactor) {
  private static final int MAX_REPLICATION = Short.MAX_VALUE;

  public TopicSettings {
    requireBetween("partitions", partitions, Integer.MAX_VALUE);
    requireBetween("replication factor", replicationFactor, MAX_REPLICATION);
  }

  /** {@link Topic}'s partitions and the cluster's replication factor. */
  public static TopicSettings defaults() {
    return new TopicSettings(OptionalInt.empty(), OptionalInt.empty());
  }

  public TopicSettings withPartitions(int count) {
    return new TopicSettings(OptionalInt.of(count), replicationFactor);
  }

  public TopicSettings withReplicationFactor(int replicas) {
    return new TopicSettings(partitions, OptionalInt.of(replicas));
  }

  int partitionsOf(Topic topic) {
    return topic.isScalable() ? partitions.orElse(topic.partitions()) : topic.partitions();
  }

  private static void requireBetween(String name, OptionalInt value, int max) {
    if (value.isPresent() && (value.getAsInt() < 1 || value.getAsInt() > max)) {
      throw new IllegalArgumentException(
          "The topics' %s must be between 1 and %d, was %d".formatted(name, max, value.getAsInt()));
    }
  }
}
