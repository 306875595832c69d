package io.engram.cli.connection;

import io.engram.cli.console.CommandFailedException;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.ReleaseReader;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.ClientSettings;
import io.engram.schemas.topics.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How to reach a broker and a registry. Whoever opens a client closes it.
 *
 * @param bootstrapServers brokers, as Kafka writes them
 * @param registryUrl base of the registry's Confluent-compatible API
 * @param clientProperties further properties of every Kafka client
 * @param registryProperties further properties of the registry's client, such as {@code
 *     basic.auth.user.info}
 */
public record Connection(
    String bootstrapServers,
    String registryUrl,
    Map<String, String> clientProperties,
    Map<String, String> registryProperties) {

  /** What properties of the registry's client start with in a file of properties of all clients. */
  public static final String REGISTRY_PREFIX = "schema.registry.";

  private static final int ANSWER_WITHIN_MILLIS = 10_000;
  private static final int BLOCK_AT_MOST_MILLIS = 120_000;
  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 256 * 1024;

  /** What an event has beside the image: names, regions of interest, headers. */
  private static final int ENVELOPE_BYTES = 64 * 1024;

  public Connection {
    clientProperties = Map.copyOf(clientProperties);
    registryProperties = Map.copyOf(registryProperties);
  }

  /** With the properties of one file, in which those of the registry's client have a prefix. */
  static Connection of(
      String bootstrapServers, String registryUrl, Map<String, String> properties) {
    var kafka = new HashMap<String, String>();
    var registry = new HashMap<String, String>();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(REGISTRY_PREFIX)) {
            registry.put(name.substring(REGISTRY_PREFIX.length()), value);
          } else {
            kafka.put(name, value);
          }
        });
    return new Connection(bootstrapServers, registryUrl, kafka, registry);
  }

  /** The most bytes of an image that fit into an event. */
  public static long inlineLimit() {
    return (long) Topic.IMAGE_EVENTS.maxMessageBytes() - ENVELOPE_BYTES;
  }

  /**
   * Fails at once, in words, where a client would try for minutes.
   *
   * @throws CommandFailedException if no broker answers, or a topic does not exist
   */
  public void check(Collection<Topic> topics) throws CommandFailedException, InterruptedException {
    try (Admin admin = admin()) {
      var missing =
          topics.stream().map(Topic::topicName).collect(Collectors.toCollection(TreeSet::new));
      missing.removeAll(admin.listTopics().names().get());
      if (!missing.isEmpty()) {
        throw new CommandFailedException(
            "topic " + String.join(", ", missing),
            "does not exist on " + bootstrapServers,
            "Run: engram topics apply.");
      }
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "broker " + bootstrapServers,
          "does not answer (" + e.getCause().getMessage() + ")",
          "Start one with: engram platform, or check --bootstrap-servers.",
          e);
    }
  }

  /**
   * Creates and describes topics.
   *
   * @throws CommandFailedException if the client's settings are wrong
   */
  public Admin admin() throws CommandFailedException {
    Map<String, Object> config = common();
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    try {
      return Admin.create(config);
    } catch (KafkaException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new CommandFailedException(
          "broker " + bootstrapServers,
          "can't be connected to (" + reason.getMessage() + ")",
          "Write --bootstrap-servers as host:port,... and check --client-config.",
          e);
    }
  }

  /** The connection to the registry. */
  public AvroSerdes serdes() {
    return AvroSerdes.connect(registryUrl, registryProperties);
  }

  /** Sends events; idempotent, and blocks while its buffer is full. */
  public Producer<String, ImageEvent> producer(AvroSerdes serdes) {
    Map<String, Object> config = common();
    config.putAll(ClientSettings.forProducing(Topic.IMAGE_EVENTS));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_AT_MOST_MILLIS);
    config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    return new KafkaProducer<>(config, new StringSerializer(), serdes.serializer(ImageEvent.class));
  }

  /** Reads committed records as bytes, outside of any group. */
  public Consumer<String, byte[]> consumer(Set<Topic> topics) {
    Map<String, Object> config = common();
    config.putAll(ClientSettings.forConsuming(topics.toArray(Topic[]::new)));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** All decisions on models up to now; blocks while they are read. */
  public Releases releases(AvroSerdes serdes) {
    try (var consumer = consumer(Set.of(Topic.MODEL_RELEASES))) {
      return new ReleaseReader(consumer, serdes.deserializer(ModelRelease.class)).readToEnd();
    }
  }

  /** Sends events of one type; idempotent. */
  public <T extends SpecificRecord> Producer<String, T> producer(
      Topic topic, Class<T> event, AvroSerdes serdes) {
    return new KafkaProducer<>(producing(topic), new StringSerializer(), serdes.serializer(event));
  }

  /**
   * Sends events of one type in transactions.
   *
   * @param transactionalId that no other producer has
   */
  public <T extends SpecificRecord> Producer<String, T> transactionalProducer(
      Topic topic, Class<T> event, AvroSerdes serdes, String transactionalId) {
    Map<String, Object> config = producing(topic);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, ANSWER_WITHIN_MILLIS);
    return new KafkaProducer<>(config, new StringSerializer(), serdes.serializer(event));
  }

  private Map<String, Object> producing(Topic topic) {
    Map<String, Object> config = common();
    config.putAll(ClientSettings.forProducing(topic));
    return config;
  }

  /**
   * Reads committed records as bytes, one a poll, as a member of a group that shares the topic's
   * partitions and keeps them over a rebalance where it can; commits nothing by itself.
   */
  public Consumer<String, byte[]> groupConsumer(Topic topic, String group) {
    Map<String, Object> config = common();
    config.putAll(ClientSettings.forConsuming(topic));
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> common() {
    var config = new HashMap<String, Object>(clientProperties);
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return config;
  }
}
