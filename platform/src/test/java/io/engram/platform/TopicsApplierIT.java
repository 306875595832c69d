package io.engram.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.engram.platform.testing.TestPlatform;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.ApplyReport;
import io.engram.schemas.topics.ApplyReport.Line;
import io.engram.schemas.topics.ApplyReport.Outcome;
import io.engram.schemas.topics.Topic;
import io.engram.schemas.topics.TopicSettings;
import io.engram.schemas.topics.TopicsApplier;
import io.engram.schemas.topics.TopicsNotAppliedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicsApplierIT {
  private static TestPlatform platform;
  private static Admin admin;
  private static AvroSerdes serdes;
  private static ApplyReport firstReport;

  @BeforeAll
  static void start() throws Exception {
    platform = TestPlatform.start();
    admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
    serdes = AvroSerdes.connect(platform.registryUrl());
    firstReport = apply(TopicSettings.defaults());
  }

  @AfterAll
  static void stop() {
    serdes.close();
    admin.close();
    platform.close();
  }

  @Test
  void shouldCreateEveryTopicAndSubjectAtFirst() throws Exception {
    assertThat(firstReport.lines())
        .hasSize(2 * Topic.values().length)
        .allMatch(line -> line.outcome() == Outcome.CREATED);
    assertThat(partitions(Topic.IMAGE_EVENTS)).isEqualTo(6);
    assertThat(config(Topic.MODEL_RELEASES, "cleanup.policy")).isEqualTo("compact");
    assertThat(serdes.registry().getCompatibility("vms-heatmaps-value"))
        .isEqualTo("FULL_TRANSITIVE");
  }

  @Test
  void shouldFindEverythingPresentTheSecondTime() throws Exception {
    assertThat(apply(TopicSettings.defaults()).lines())
        .hasSize(2 * Topic.values().length)
        .allMatch(line -> line.outcome() == Outcome.PRESENT);
    assertThat(serdes.registry().getAllVersions("vms-heatmaps-value")).hasSize(1);
  }

  /** Another command creates each topic between the look at what exists and the creation. */
  private static final class SlowAdmin extends ForwardingAdmin {
    SlowAdmin() {
      super(Map.of("bootstrap.servers", platform.bootstrapServers()));
    }

    @Override
    public CreateTopicsResult createTopics(
        Collection<NewTopic> topics, CreateTopicsOptions options) {
      try {
        super.createTopics(topics, options).all().get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
      return super.createTopics(topics, options);
    }
  }

  @Test
  void shouldTakeATopicThatSomebodyElseCreatesAtTheSameTimeForPresent() throws Exception {
    String name = Topic.DATASET_UPDATES.topicName();
    delete(Topic.DATASET_UPDATES);
    try (Admin slow = new SlowAdmin()) {
      ApplyReport report = TopicsApplier.apply(slow, serdes.registry(), TopicSettings.defaults());

      assertThat(report.lines())
          .filteredOn(line -> line.name().equals(name))
          .extracting(Line::outcome)
          .containsExactly(Outcome.PRESENT);
    }
  }

  /** Another command deletes a topic as soon as it was seen. */
  private static final class LateAdmin extends ForwardingAdmin {
    private final Topic deleted;

    LateAdmin(Topic deleted) {
      super(Map.of("bootstrap.servers", platform.bootstrapServers()));
      this.deleted = deleted;
    }

    @Override
    public ListTopicsResult listTopics(ListTopicsOptions options) {
      ListTopicsResult result = super.listTopics(options);
      try {
        assertThat(result.names().get()).contains(deleted.topicName());
        delete(deleted);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return result;
    }
  }

  @Test
  void shouldCreateATopicThatSomebodyElseDeletesAtTheSameTime() throws Exception {
    try (Admin late = new LateAdmin(Topic.SEARCH_RESULTS)) {
      ApplyReport report = TopicsApplier.apply(late, serdes.registry(), TopicSettings.defaults());

      assertThat(report.lines())
          .filteredOn(line -> line.name().equals(Topic.SEARCH_RESULTS.topicName()))
          .extracting(Line::outcome)
          .containsExactly(Outcome.CREATED);
    }
  }

  @Test
  void shouldSayThatThereAreTooFewBrokersForTheReplicas() throws Exception {
    delete(Topic.MODEL_RELEASES);
    try {
      assertThatThrownBy(() -> apply(TopicSettings.defaults().withReplicationFactor(3)))
          .isInstanceOf(TopicsNotAppliedException.class)
          .hasMessageContainingAll("model-releases", "at most the number of brokers");
    } finally {
      apply(TopicSettings.defaults());
    }
  }

  @Test
  void shouldReportOtherPartitionsAndLeaveThem() throws Exception {
    ApplyReport report = apply(TopicSettings.defaults().withPartitions(12));

    assertThat(report.differences())
        .extracting(Line::name)
        .containsExactly(
            "image-events",
            "interactive-image-events",
            "vms-heatmaps",
            "memorability-scores",
            "scoring-failures",
            "shadow-scores",
            "search-trials");
    assertThat(report.toString()).contains("differs  image-events: partitions is 6, not 12");
    assertThat(partitions(Topic.IMAGE_EVENTS)).isEqualTo(6);
  }

  @Test
  void shouldRaiseALowSizeLimit() throws Exception {
    set(Topic.DATASET_UPDATES, "max.message.bytes", "1000");

    ApplyReport report = apply(TopicSettings.defaults());

    assertThat(report.toString())
        .contains("changed  dataset-updates: max.message.bytes 1000 -> 1048576");
    assertThat(config(Topic.DATASET_UPDATES, "max.message.bytes")).isEqualTo("1048576");
  }

  @Test
  void shouldNotShortenTheRetentionThatSomebodyChose() throws Exception {
    set(Topic.SCORING_FAILURES, "retention.ms", "-1");
    try {
      ApplyReport report = apply(TopicSettings.defaults());

      assertThat(report.differences()).extracting(Line::name).containsExactly("scoring-failures");
      assertThat(config(Topic.SCORING_FAILURES, "retention.ms")).isEqualTo("-1");
    } finally {
      set(
          Topic.SCORING_FAILURES,
          "retention.ms",
          Topic.SCORING_FAILURES.config().get("retention.ms"));
    }
  }

  @Test
  void shouldHaveTheRegistryRefuseAnIncompatibleSchema() {
    AvroSchema incompatible = eventWith("{'name': 'other', 'type': 'int'}");
    assertThatThrownBy(() -> serdes.registry().register("image-events-value", incompatible))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
  }

  @Test
  void shouldNotApplyASchemaThatIsAtOddsWithARegisteredOne() throws Exception {
    try (EmbeddedRegistry other = EmbeddedRegistry.start(PlatformConfig.ephemeral());
        AvroSerdes connection = AvroSerdes.connect(other.url())) {
      connection
          .registry()
          .register("image-events-value", eventWith("{'name': 'other', 'type': 'int'}"));

      assertThatThrownBy(
              () -> TopicsApplier.apply(admin, connection.registry(), TopicSettings.defaults()))
          .isInstanceOf(TopicsNotAppliedException.class)
          .hasMessageContainingAll("image-events-value", "FULL_TRANSITIVE", "Use the release");
    }
  }

  @Test
  void shouldSayWhenTheRegistryDoesNotAnswer() {
    try (AvroSerdes nobody = AvroSerdes.connect("http://localhost:1")) {
      assertThatThrownBy(
              () -> TopicsApplier.apply(admin, nobody.registry(), TopicSettings.defaults()))
          .isInstanceOf(TopicsNotAppliedException.class)
          .hasMessageContaining("Check its URL and that it runs");
    }
  }

  private static ApplyReport apply(TopicSettings settings) throws TopicsNotAppliedException {
    return TopicsApplier.apply(admin, serdes.registry(), settings);
  }

  /** Returns when the broker no longer names the topic, which is later than its answer. */
  private static void delete(Topic topic) throws Exception {
    String name = topic.topicName();
    admin.deleteTopics(List.of(name)).all().get();
    Set<String> left;
    do {
      left = admin.listTopics().names().get();
    } while (left.contains(name));
  }

  private static int partitions(Topic topic) throws Exception {
    String name = topic.topicName();
    return admin
        .describeTopics(List.of(name))
        .topicNameValues()
        .get(name)
        .get()
        .partitions()
        .size();
  }

  private static String config(Topic topic, String setting) throws Exception {
    ConfigResource resource = resource(topic);
    return admin
        .describeConfigs(List.of(resource))
        .values()
        .get(resource)
        .get()
        .get(setting)
        .value();
  }

  private static void set(Topic topic, String setting, String value) throws Exception {
    AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(change))).all().get();
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }

  private static AvroSchema eventWith(String field) {
    return new AvroSchema(
        "{'type': 'record', 'name': 'ImageEvent', 'namespace': 'io.engram.schemas', 'fields': [%s]}"
            .formatted(field)
            .replace('\'', '"'));
  }
}
