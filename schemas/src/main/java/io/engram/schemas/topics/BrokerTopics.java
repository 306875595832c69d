package io.engram.schemas.topics;

import static java.util.stream.Collectors.joining;

import io.engram.schemas.topics.ApplyReport.Line;
import io.engram.schemas.topics.ApplyReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The cluster's side of the topics. */
final class BrokerTopics {
  private static final int REPLICAS_THAT_SURVIVE_A_FAILURE = 3;

  /** How long a broker's answers may contradict each other. */
  private static final Duration AGREE_WITHIN = Duration.ofSeconds(10);

  private final Admin admin;
  private final TopicSettings settings;

  BrokerTopics(Admin admin, TopicSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  List<Line> apply() throws TopicsNotAppliedException {
    Set<String> existing = await("The Kafka cluster", admin.listTopics().names());
    List<Line> lines = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      lines.add(apply(topic, existing.contains(topic.topicName())));
    }
    return lines;
  }

  /**
   * A broker learns late what its cluster's controller has created or deleted, for us or for
   * somebody else, so its answers may be at odds with each other for a moment.
   */
  private Line apply(Topic topic, boolean listed) throws TopicsNotAppliedException {
    boolean exists = listed;
    long deadline = System.nanoTime() + AGREE_WITHIN.toNanos();
    while (true) {
      try {
        return exists ? reconcile(topic) : create(topic);
      } catch (TopicsNotAppliedException e) {
        boolean contradicted =
            exists
                ? e.getCause() instanceof UnknownTopicOrPartitionException
                : e.getCause() instanceof TopicExistsException;
        if (!contradicted || System.nanoTime() > deadline) {
          throw e;
        }
        exists = !exists;
      }
    }
  }

  private Line create(Topic topic) throws TopicsNotAppliedException {
    int partitions = settings.partitionsOf(topic);
    NewTopic wanted =
        new NewTopic(
                topic.topicName(),
                Optional.of(partitions),
                settings.replicationFactor().stream().mapToObj(count -> (short) count).findFirst())
            .configs(configOfNew(topic));
    await("Topic " + topic.topicName(), admin.createTopics(List.of(wanted)).all());
    return new Line(topic.topicName(), Outcome.CREATED, partitions + " partitions");
  }

  private Map<String, String> configOfNew(Topic topic) {
    Map<String, String> config = new HashMap<>(topic.config());
    if (settings.replicationFactor().orElse(1) >= REPLICAS_THAT_SURVIVE_A_FAILURE) {
      config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    return config;
  }

  private Line reconcile(Topic topic) throws TopicsNotAppliedException {
    int partitions = partitions(topic);
    List<Mismatch> mismatches = mismatches(topic, partitions);
    List<Mismatch> safe = mismatches.stream().filter(Mismatch::isSafeToMend).toList();
    mend(topic, safe);
    if (safe.size() < mismatches.size()) {
      String remedies =
          mismatches.stream()
              .filter(mismatch -> !mismatch.isSafeToMend())
              .map(Mismatch::remedy)
              .collect(joining("; "));
      return new Line(topic.topicName(), Outcome.DIFFERS, remedies);
    }
    return safe.isEmpty()
        ? new Line(topic.topicName(), Outcome.PRESENT, partitions + " partitions")
        : new Line(
            topic.topicName(),
            Outcome.CHANGED,
            safe.stream().map(Mismatch::change).collect(joining(", ")));
  }

  private List<Mismatch> mismatches(Topic topic, int partitions) throws TopicsNotAppliedException {
    Config config = config(topic);
    Stream<Mismatch> all =
        Stream.concat(
            Stream.of(
                new Mismatch(
                    topic,
                    Mismatch.PARTITIONS,
                    Integer.toString(partitions),
                    Integer.toString(settings.partitionsOf(topic)))),
            topic.config().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(w -> new Mismatch(topic, w.getKey(), value(config, w), w.getValue())));
    return all.filter(mismatch -> !mismatch.isAcceptable()).toList();
  }

  private static String value(Config config, Map.Entry<String, String> wanted) {
    ConfigEntry entry = config.get(wanted.getKey());
    return entry == null ? "unset" : entry.value();
  }

  private void mend(Topic topic, List<Mismatch> safe) throws TopicsNotAppliedException {
    if (safe.isEmpty()) {
      return;
    }
    List<AlterConfigOp> changes =
        safe.stream()
            .map(m -> new AlterConfigOp(new ConfigEntry(m.setting(), m.wanted()), OpType.SET))
            .toList();
    await(
        "Topic " + topic.topicName(),
        admin.incrementalAlterConfigs(Map.of(resource(topic), changes)).all());
  }

  private int partitions(Topic topic) throws TopicsNotAppliedException {
    String name = topic.topicName();
    return await("Topic " + name, admin.describeTopics(List.of(name)).topicNameValues().get(name))
        .partitions()
        .size();
  }

  private Config config(Topic topic) throws TopicsNotAppliedException {
    ConfigResource resource = resource(topic);
    return await(
        "Topic " + topic.topicName(),
        admin.describeConfigs(List.of(resource)).values().get(resource));
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }

  private static String remedy(Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException
        || cause instanceof TopicExistsException) {
      return "Apply again once the brokers agree on whether it exists";
    }
    return cause instanceof InvalidReplicationFactorException
        ? "Choose a replication factor that is at most the number of brokers that run"
        : "Check the bootstrap servers, that the brokers run, and that you may create topics";
  }

  private static <T> T await(String what, KafkaFuture<T> answer) throws TopicsNotAppliedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new TopicsNotAppliedException(
          what, e.getCause().toString(), remedy(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicsNotAppliedException(what, "interrupted", "Apply again", e);
    }
  }
}
