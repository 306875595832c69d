package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether each part can work with the rights that its Kafka user has, on a broker that asks. */
class RightsIT {
  private static final Overlay OVERLAY = Overlay.of("production");
  private static final Path MODEL = Path.of("../models/mobilenet");
  private static final Path IMAGE =
      Path.of("../imaging/src/test/resources/fixtures/subsampled.jpg");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
    admin.createAcls(users.stream().flatMap(RightsIT::rights).toList()).all().get();
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

  private static Stream<AclBinding> rights(Resource user) {
    return user.all("/spec/authorization/acls").flatMap(acl -> rights(user.name(), acl));
  }

  private static Stream<AclBinding> rights(String user, JsonNode acl) {
    String type = acl.at("/resource/type").asText();
    var pattern =
        new ResourcePattern(
            type.equals("transactionalId")
                ? ResourceType.TRANSACTIONAL_ID
                : ResourceType.fromString(type),
            acl.at("/resource/name").asText(),
            acl.at("/resource/patternType").asText().equals("prefix")
                ? PatternType.PREFIXED
                : PatternType.LITERAL);
    return Resource.elements(acl.path("operations"))
        .map(operation -> AclOperation.fromString(operation.asText()))
        .map(
            operation ->
                new AclBinding(
                    pattern,
                    new AccessControlEntry(
                        "User:" + user, "*", operation, AclPermissionType.ALLOW)));
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
      Run submitted = Commands.run(as("operator", "submit", "--wait", IMAGE.toString()));
      assertThat(submitted.exitCode()).as(submitted.printed()).isZero();
      await(processor, () -> written(Topic.MODEL_SWAPS) > 0);
      assertThat(processor.stop()).as(processor.printed()).isZero();
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
