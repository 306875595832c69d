package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.connection.Connection;
import io.engram.k8s.Commands.Run;
import io.engram.k8s.Commands.Running;
import io.engram.model.bundle.ModelBundle;
import io.engram.platform.EmbeddedRegistry;
import io.engram.platform.PlatformConfig;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.UpdateReason;
import io.engram.schemas.topics.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Whether each part can work with the rights that its Kafka user has, on a broker that asks. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RightsIT {
  private static final Overlay OVERLAY = Overlay.of("production");
  private static final Path MODEL = Path.of("../models/mobilenet");
  private static final Path IMAGE =
      Path.of("../imaging/src/test/resources/fixtures/subsampled.jpg");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final byte[] HALF_OF_AN_IMAGE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

  /** What is only needed for drifts, trials, searches and trainings, which take too long here. */
  private static final Set<String> NOT_NEEDED_HERE =
      Set.of(
          "engram-processor READ dataset-updates",
          "engram-processor WRITE dataset-updates",
          "engram-processor WRITE model-drift",
          "engram-processor WRITE shadow-scores",
          "engram-processor WRITE trial-reports",
          "engram-operator READ engram-search-workers-",
          "engram-operator WRITE engram-search-workers-",
          "engram-trainer READ model-swaps",
          "engram-trainer READ trial-reports",
          "engram-trainer WRITE model-releases",
          "engram-trainer WRITE engram-decides-");

  @TempDir private static Path folder;

  private static SecuredBroker broker;
  private static EmbeddedRegistry registry;
  private static Admin admin;

  @BeforeAll
  static void startACluster() throws Exception {
    List<Resource> users = OVERLAY.ofKind("KafkaUser").toList();
    broker =
        SecuredBroker.start(
            Files.createDirectories(folder.resolve("broker")),
            users.stream().map(Resource::name).toList());
    registry = EmbeddedRegistry.start(PlatformConfig.ephemeral());
    admin = broker.admin();
    admin.createAcls(users.stream().flatMap(Rights::of).toList()).all().get();
    Run early = Commands.run(as("operator", "topics", "apply"));
    assertThat(early.exitCode()).as(early.printed()).isNotZero();
    assertThat(admin.listTopics().names().get()).as("topics are Strimzi's to create").isEmpty();
    admin.createTopics(OVERLAY.ofKind("KafkaTopic").map(RightsIT::topic).toList()).all().get();
    Run applied = Commands.run(as("operator", "topics", "apply"));
    assertThat(applied.exitCode()).as(applied.printed()).isZero();
    assertThat(applied.printed()).doesNotContain("differs", "changed");
  }

  @AfterAll
  static void stopTheCluster() {
    admin.close();
    broker.close();
    registry.close();
  }

  private static NewTopic topic(Resource topic) {
    Map<String, String> config = new HashMap<>();
    topic
        .at("/spec/config")
        .properties()
        .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
    return new NewTopic(
            topic.name(), Optional.of(topic.at("/spec/partitions").asInt()), Optional.empty())
        .configs(config);
  }

  /** Words of a command, with what connects a user. */
  private static String[] as(String user, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--bootstrap-servers=" + broker.bootstrapServers());
    all.add("--registry=" + registry.url());
    all.add("--client-config=" + SecuredBroker.loginFile(folder, "engram-" + user));
    return all.toArray(String[]::new);
  }

  @Test
  void shouldLetTheOperatorReleaseModelsAndTheProcessorScoreWithThem() throws Exception {
    String store = "--store=" + folder.resolve("store");
    assertThat(Commands.run("models", "publish", MODEL.toString(), store).exitCode()).isZero();
    String version = ModelBundle.open(MODEL).manifest().version();
    Run promoted = Commands.run(as("operator", "models", "promote", version, store));
    assertThat(promoted.exitCode()).as(promoted.printed()).isZero();

    try (var processor =
        new Running(
            as(
                "processor",
                "process",
                "instance.id=engram-processor-0",
                "model.store=" + folder.resolve("store"),
                "model.cache-folder=" + folder.resolve("cache"),
                "batch.max-size=1"))) {
      await(processor, () -> processor.printed().contains("Scoring with"));
      for (String user : List.of("submitter", "operator")) {
        submit(user, "--wait", IMAGE.toString());
        submit(user, "--wait", "--interactive", IMAGE.toString());
      }
      Path broken = Files.write(folder.resolve("broken.jpg"), HALF_OF_AN_IMAGE);
      Commands.run(as("submitter", "submit", "--wait", broken.toString()));
      read();
      Run results = Commands.run(as("operator", "results"));
      assertThat(results.exitCode()).as(results.printed()).isZero();
      await(processor, () -> written(Topic.MODEL_SWAPS) > 0);
      assertThat(processor.stop()).as(processor.printed()).isZero();
    }
  }

  private static void submit(String user, String... words) throws Exception {
    Run submitted =
        Commands.run(
            as(user, Stream.concat(Stream.of("submit"), Stream.of(words)).toArray(String[]::new)));
    assertThat(submitted.exitCode()).as(submitted.printed()).isZero();
  }

  /** As a program would, in a group of its own. */
  private static void read() {
    Map<String, Object> config = new HashMap<>(SecuredBroker.login("engram-reader"));
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("group.id", "engram-reader-of-campaigns");
    config.put("auto.offset.reset", "earliest");
    var bytes = new ByteArrayDeserializer();
    try (var reader = new KafkaConsumer<>(config, bytes, bytes)) {
      for (Topic topic :
          List.of(Topic.VMS_HEATMAPS, Topic.MEMORABILITY_SCORES, Topic.SCORING_FAILURES)) {
        reader.subscribe(List.of(topic.topicName()));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (reader.poll(Duration.ofMillis(100)).isEmpty()) {
          assertThat(Instant.now()).isBefore(deadline);
        }
        reader.commitSync();
      }
    }
  }

  @Test
  void shouldLetTheTrainerAnswerAnUpdate() throws Exception {
    try (var trainer =
        new Running(
            as(
                "trainer",
                "retrain",
                "--preset=light",
                "--device=cpu",
                "--work=" + folder.resolve("work"),
                "--store=" + folder.resolve("trained")))) {
      await(trainer, () -> trainer.printed().contains("Waiting for data"));
      publishDataThatIsNotThere();
      await(trainer, () -> trainer.printed().contains("refused"));
      await(trainer, () -> written(Topic.TRAINING_PROGRESS) > 0);
      assertThat(trainer.stop()).as(trainer.printed()).isZero();
    }
  }

  private static void publishDataThatIsNotThere() throws Exception {
    var connection =
        new Connection(
            broker.bootstrapServers(),
            registry.url(),
            SecuredBroker.login("engram-operator"),
            Map.of());
    var event =
        DatasetUpdated.newBuilder()
            .setDataset("gone")
            .setUri(folder.resolve("gone").toUri().toString())
            .setFingerprint("0".repeat(64))
            .setReason(UpdateReason.MANUAL)
            .setTrainingImages(1)
            .setValidationImages(1)
            .setPublishedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .build();
    try (var serdes = connection.serdes();
        var producer = connection.producer(Topic.DATASET_UPDATES, DatasetUpdated.class, serdes)) {
      producer
          .send(new ProducerRecord<>(Topic.DATASET_UPDATES.topicName(), "gone", event))
          .get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void shouldLetTheScalerAskForTheLagAndNoMore() throws Exception {
    Map<String, Object> config = new HashMap<>(SecuredBroker.login("engram-scaler"));
    config.put("bootstrap.servers", broker.bootstrapServers());
    try (Admin scaler = Admin.create(config)) {
      String images = Topic.IMAGE_EVENTS.topicName();
      assertThat(scaler.describeTopics(List.of(images)).allTopicNames().get()).hasSize(1);
      assertThat(
              scaler
                  .listOffsets(Map.of(new TopicPartition(images, 0), OffsetSpec.latest()))
                  .all()
                  .get())
          .hasSize(1);
      assertThat(
              scaler
                  .listConsumerGroupOffsets(KafkaResources.PROCESSORS)
                  .partitionsToOffsetAndMetadata()
                  .get())
          .isNotNull();
      // Or the rights above would prove nothing.
      assertThatThrownBy(() -> scaler.deleteTopics(List.of(images)).all().get())
          .hasCauseInstanceOf(AuthorizationException.class);
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void shouldHaveNoRightThatNobodyNeeded() {
    assertThat(OVERLAY.ofKind("KafkaUser").flatMap(Rights::of))
        .filteredOn(right -> !RecordingAuthorizer.hasNeeded(right))
        .extracting(
            right ->
                "%s %s %s"
                    .formatted(
                        right.entry().principal().replace("User:", ""),
                        right.entry().operation(),
                        right.pattern().name()))
        .isSubsetOf(NOT_NEEDED_HERE);
  }

  private static long written(Topic topic) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    IntStream.range(0, topic.partitions())
        .forEach(
            partition ->
                ends.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  private static void await(Running command, Callable<Boolean> reached) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!reached.call()) {
      assertThat(command.isRunning() && Instant.now().isBefore(deadline))
          .as(command.printed())
          .isTrue();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
