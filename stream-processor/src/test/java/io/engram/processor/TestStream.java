package io.engram.processor;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.INTERACTIVE_IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.MEMORABILITY_SCORES;
import static io.engram.schemas.topics.Topic.SCORING_FAILURES;
import static io.engram.schemas.topics.Topic.VMS_HEATMAPS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.platform.testing.TestPlatform;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.engram.schemas.topics.TopicSettings;
import io.engram.schemas.topics.TopicsApplier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The outside of a processor: submits images and counts the committed outcomes of each. */
public final class TestStream implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final TestPlatform platform;
  private final AvroSerdes serdes;
  private final Consumer<byte[], byte[]> results;
  private final Map<String, Integer> heatmaps = new TreeMap<>();
  private final Map<String, Integer> versions = new TreeMap<>();
  private final Map<String, Integer> scores = new TreeMap<>();
  private final List<ScoringFailure> failures = new ArrayList<>();

  public TestStream(TestPlatform platform) {
    this.platform = platform;
    this.serdes = AvroSerdes.connect(platform.registryUrl());
    this.results =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    results.assign(
        List.of(VMS_HEATMAPS, MEMORABILITY_SCORES, SCORING_FAILURES).stream()
            .flatMap(topic -> partitions(topic).stream())
            .toList());
  }

  /** A platform with Engram's topics and schemas. */
  public static TestPlatform startPlatform() throws Exception {
    return startPlatform(3);
  }

  static TestPlatform startPlatform(int partitions) throws Exception {
    TestPlatform platform = TestPlatform.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
        AvroSerdes serdes = AvroSerdes.connect(platform.registryUrl())) {
      TopicsApplier.apply(
          admin, serdes.registry(), TopicSettings.defaults().withPartitions(partitions));
    }
    return platform;
  }

  private Collection<TopicPartition> imagePartitions() {
    return Stream.of(INTERACTIVE_IMAGE_EVENTS, IMAGE_EVENTS)
        .flatMap(topic -> partitions(topic).stream())
        .toList();
  }

  private Collection<TopicPartition> partitions(Topic topic) {
    return results.partitionsFor(topic.topicName()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  public static String imageId(int number) {
    return "image-%05d".formatted(number);
  }

  /** Submits small drawn images to both lanes; every hundredth is corrupt. */
  public void submit(int count) {
    submit(0, count);
  }

  /** Submits those images whose numbers are from {@code first} to before {@code end}. */
  void submit(int first, int end) {
    Random random = new Random(first);
    try (Producer<String, ImageEvent> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all"),
            new StringSerializer(),
            serdes.serializer(ImageEvent.class))) {
      for (int i = first; i < end; i++) {
        byte[] content = i % 100 == 99 ? new byte[] {1, 2, 3} : drawing(random);
        Topic topic = i % 3 == 0 ? INTERACTIVE_IMAGE_EVENTS : IMAGE_EVENTS;
        producer.send(
            new ProducerRecord<>(topic.topicName(), imageId(i), event(imageId(i), content)));
      }
    }
  }

  static ImageEvent event(String imageId, byte[] content) {
    return ImageEvent.newBuilder()
        .setImageId(imageId)
        .setContent(ByteBuffer.wrap(content))
        .setRegionsOfInterest(List.of())
        .setSubmittedAt(Instant.EPOCH)
        .build();
  }

  static byte[] drawing(Random random) {
    byte[] rgb = new byte[48 * 32 * 3];
    random.nextBytes(rgb);
    return new PngEncoder().encode(new RgbImage(48, 32, rgb));
  }

  byte[] encoded(String imageId, byte[] content) {
    return encoded(event(imageId, content));
  }

  byte[] encoded(ImageEvent event) {
    return serdes.serializer(ImageEvent.class).serialize(IMAGE_EVENTS.topicName(), event);
  }

  void send(String key, byte[] value) {
    send(new ProducerRecord<>(IMAGE_EVENTS.topicName(), key.getBytes(UTF_8), value));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                IMAGE_EVENTS.maxMessageBytes()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(record);
    }
  }

  /** The id of a schema that is not Avro. */
  int registerJsonSchema() throws Exception {
    return new RestService(platform.registryUrl())
        .registerSchema(
            "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
            "JSON",
            List.of(),
            "other-value")
        .getId();
  }

  /** Waits for that many images with a committed outcome. */
  public void awaitOutcomes(int count) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (outcomes() < count) {
      assertThat(System.nanoTime()).as("no progress: %s", failures).isLessThan(deadline);
      poll();
    }
  }

  /**
   * Waits for that many images with a committed outcome, or until there can be no more: the
   * processor has committed every image as consumed. Whatever is committed then was read.
   */
  void awaitOutcomes(int count, ProcessorProcess processor) throws Exception {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      Map<TopicPartition, Long> ends = results.endOffsets(imagePartitions());
      while (outcomes() < count && !ends.equals(committed(admin))) {
        check(processor, deadline);
        poll();
      }
      // A transaction that a kill left open hides what others committed after it, until it times
      // out.
      while (!ends(admin, IsolationLevel.READ_COMMITTED)
          .equals(ends(admin, IsolationLevel.READ_UNCOMMITTED))) {
        check(processor, deadline);
        poll();
      }
    }
    readToTheEnd();
  }

  private Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation) throws Exception {
    Map<TopicPartition, OffsetSpec> latest =
        results.assignment().stream()
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    return admin
        .listOffsets(latest, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /** Reads whatever is committed by now, an outcome that came twice included. */
  void readToTheEnd() {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    Map<TopicPartition, Long> ends = results.endOffsets(results.assignment());
    while (ends.entrySet().stream().anyMatch(e -> results.position(e.getKey()) < e.getValue())) {
      assertThat(System.nanoTime()).as("results that cannot be read").isLessThan(deadline);
      poll();
    }
  }

  private int outcomes() {
    return heatmaps.size() + failures.size();
  }

  private static Map<TopicPartition, Long> committed(Admin admin) throws Exception {
    return admin
        .listConsumerGroupOffsets("engram-processor")
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(e -> e.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  private static void check(ProcessorProcess processor, long deadline) {
    processor.assertAlive();
    if (System.nanoTime() > deadline) {
      throw new AssertionError("no progress; the processor's log:\n" + processor.log());
    }
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> result : results.poll(POLL)) {
      String topic = result.topic();
      if (topic.equals(VMS_HEATMAPS.topicName())) {
        VmsHeatmap heatmap = read(VmsHeatmap.class, result);
        heatmaps.merge(heatmap.getImageId(), 1, Integer::sum);
        versions.merge(heatmap.getModelVersion(), 1, Integer::sum);
      } else if (topic.equals(MEMORABILITY_SCORES.topicName())) {
        scores.merge(read(MemorabilityScore.class, result).getImageId(), 1, Integer::sum);
      } else {
        failures.add(read(ScoringFailure.class, result));
      }
    }
  }

  private <T extends SpecificRecord> T read(Class<T> type, ConsumerRecord<byte[], byte[]> result) {
    return serdes.deserializer(type).deserialize(result.topic(), result.value());
  }

  /** How many heatmaps each version of the model gave. */
  Map<String, Integer> versions() {
    return new TreeMap<>(versions);
  }

  /** Each image has one outcome, once all that is committed was read. */
  void assertEachOnce(int count) {
    readToTheEnd();
    Map<String, Integer> all = new TreeMap<>(heatmaps);
    failures().forEach((image, times) -> all.merge(image, times, Integer::sum));
    assertThat(all).hasSize(count);
    assertThat(all.values()).containsOnly(1);
  }

  /** How often each image has a heatmap. */
  Map<String, Integer> heatmaps() {
    return new HashMap<>(heatmaps);
  }

  /** How often each image has a score. */
  Map<String, Integer> scores() {
    return new HashMap<>(scores);
  }

  /** How often each image has a failure. */
  Map<String, Integer> failures() {
    return failures.stream()
        .collect(Collectors.toMap(ScoringFailure::getImageId, failure -> 1, Integer::sum));
  }

  /** The failures, as read. */
  List<ScoringFailure> failureRecords() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    results.close();
    serdes.close();
  }
}
