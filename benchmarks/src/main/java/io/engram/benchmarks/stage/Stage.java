package io.engram.benchmarks.stage;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.benchmarks.child.Child;
import io.engram.benchmarks.child.Launch;
import io.engram.benchmarks.child.Workplace;
import io.engram.cli.connection.Connection;
import io.engram.cli.console.CommandFailedException;
import io.engram.model.bundle.ModelBundle;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.TopicSettings;
import io.engram.schemas.topics.TopicsApplier;
import io.engram.schemas.topics.TopicsNotAppliedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/**
 * A broker and a registry in a process of their own, with Engram's topics as they are shipped. Each
 * contender reads the images under a group of its own, so that they stay for the next.
 */
public final class Stage implements AutoCloseable {
  private final Child platform;
  private final Connection connection;
  private final AvroSerdes serdes;
  private final Admin admin;
  private final int partitions;

  private Stage(
      Child platform, Connection connection, AvroSerdes serdes, Admin admin, int partitions) {
    this.platform = platform;
    this.connection = connection;
    this.serdes = serdes;
    this.admin = admin;
    this.partitions = partitions;
  }

  /** Starts both and creates the topics; blocks until they serve. */
  public static Stage open(int partitions, Workplace place)
      throws IOException, CommandFailedException, TopicsNotAppliedException {
    Child platform =
        Child.start("platform", PlatformMain.class.getName(), Launch.PLAIN, place, List.of());
    try {
      JsonNode where = platform.next();
      var connection =
          new Connection(
              where.get(PlatformMain.BROKER).asText(),
              where.get(PlatformMain.REGISTRY).asText(),
              Map.of(),
              Map.of());
      var stage =
          new Stage(platform, connection, connection.serdes(), connection.admin(), partitions);
      TopicsApplier.apply(
          stage.admin,
          stage.serdes.registry(),
          TopicSettings.defaults().withPartitions(partitions));
      return stage;
    } catch (CommandFailedException | TopicsNotAppliedException | RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /** How to reach it, as settings of a processor. */
  public Map<String, String> settings() {
    return Map.of(
        "bootstrap.servers", connection.bootstrapServers(),
        "schema.registry.url", connection.registryUrl());
  }

  /**
   * Does nothing while it serves.
   *
   * @throws CommandFailedException if its process ended
   */
  public void requireAlive() throws CommandFailedException {
    platform.requireAlive();
  }

  /** Partitions of the topics that images flow through. */
  public int partitions() {
    return partitions;
  }

  /** Sends images; the caller closes it. */
  public ImageSender sender() {
    return new ImageSender(connection.producer(serdes), partitions);
  }

  /** Reads outcomes that are committed from now on; the caller closes it. */
  public OutcomeReader outcomes() {
    return new OutcomeReader(connection, serdes);
  }

  /** Lets models serve in turn; the caller closes it. */
  public ModelSwapper swapper(List<ModelBundle> models) {
    return new ModelSwapper(models, connection, serdes);
  }

  /** Lets a group begin behind all images that are there. */
  public void startAtEnd(String group) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    IntStream.range(0, partitions)
        .forEach(
            number ->
                latest.put(
                    new TopicPartition(IMAGE_EVENTS.topicName(), number), OffsetSpec.latest()));
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
    admin.alterConsumerGroupOffsets(group, ends).all().get();
  }

  /** Bytes of all records that the broker stores, its own topics' included. */
  public long storedBytes() throws ExecutionException, InterruptedException {
    List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
    return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
        .flatMap(folders -> folders.values().stream())
        .map(LogDirDescription::replicaInfos)
        .flatMap(replicas -> replicas.values().stream())
        .mapToLong(ReplicaInfo::size)
        .sum();
  }

  @Override
  public void close() {
    admin.close();
    serdes.close();
    platform.close();
  }
}
