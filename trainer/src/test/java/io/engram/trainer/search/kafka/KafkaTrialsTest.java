package io.engram.trainer.search.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.engram.schemas.TrialEnding;
import io.engram.schemas.TrialFinished;
import io.engram.schemas.TrialRequested;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.serde.PublishedSchema;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.search.FakeTrainer;
import io.engram.trainer.search.trial.Recipe;
import io.engram.trainer.search.trial.Results;
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialOutcome.Refused;
import io.engram.trainer.search.trial.TrialStoppedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaTrialsTest {
  private static final int PARTITIONS = 2;
  private static final TopicPartition RESULTS =
      new TopicPartition(Topic.SEARCH_RESULTS.topicName(), 0);

  private final AvroSerdes serdes = AvroSerdes.of(registry());
  private final MockConsumer<String, byte[]> reader = new MockConsumer<>("earliest");
  private final MockProducer<String, TrialRequested> requests =
      new MockProducer<>(
          true, null, new StringSerializer(), serdes.serializer(TrialRequested.class));
  private final List<byte[]> requested = new ArrayList<>();

  private static MockSchemaRegistryClient registry() {
    var registry = new MockSchemaRegistryClient();
    try {
      for (Topic topic : List.of(Topic.SEARCH_TRIALS, Topic.SEARCH_RESULTS)) {
        registry.register(topic.subject(), PublishedSchema.of(topic.event()));
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return registry;
  }

  @BeforeEach
  void layOutTopics() {
    partitions(Topic.SEARCH_TRIALS, PARTITIONS);
    partitions(Topic.SEARCH_RESULTS, 1);
  }

  @AfterEach
  void close() {
    serdes.close();
  }

  @Test
  void shouldSpreadTrialsOverPartitionsAndSendTheirRungsTheSameWay() throws Exception {
    var trials = open(new Results());

    trials.submit(job(0, 1));
    trials.submit(job(1, 1));
    trials.submit(job(1, 3));

    assertThat(requests.history()).extracting(r -> r.partition()).containsExactly(0, 1, 1);
    assertThat(requests.history()).extracting(r -> r.key()).containsExactly("s/0", "s/1", "s/1");
    assertThat(TrialEvents.job(requests.history().get(2).value())).isEqualTo(job(1, 3));
  }

  @Test
  void shouldKnowAfterARestartWhatIsUnderWay() {
    request("s", job(0, 1));
    request("s", job(1, 1));
    request("another search", job(7, 1));
    requested.add("no event".getBytes(StandardCharsets.UTF_8));

    var trials = open(new Results(List.of(FakeTrainer.result(job(0, 1)))));

    assertThat(trials.pending()).containsExactly(job(1, 1).key());
  }

  @Test
  void shouldBringTheResultsOfThisSearchThatAreNotOnDisk() throws Exception {
    var trials = open(new Results(List.of(FakeTrainer.result(job(0, 1)))));
    finish("another search", job(1, 1), 0);
    finish("s", job(0, 1), 1);
    finish("s", job(1, 1), 2);

    var result = trials.take(() -> false);

    assertThat(result.job()).isEqualTo(job(1, 1));
    assertThat(result.outcome()).isEqualTo(FakeTrainer.outcome(job(1, 1)));
    assertThat(result.worker()).isEqualTo("w");
  }

  @Test
  void shouldCountAnOutcomeOfANewerVersionAsAFailureAndLeaveOutWhatMakesNoSense() throws Exception {
    var trials = open(new Results());
    TrialFinished unreadable = finished("s", job(0, 1));
    unreadable.put("recipe", "no recipe");
    finish(unreadable, 0);
    TrialFinished newer = finished("s", job(1, 1));
    newer.put("outcome", TrialEnding.UNKNOWN);
    newer.put("detail", "paused");
    finish(newer, 1);

    var result = trials.take(() -> false);

    assertThat(result.job()).isEqualTo(job(1, 1));
    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.detail()).contains("worker w", "paused"));
  }

  @Test
  void shouldStopWaitingWhenAsked() {
    assertThatThrownBy(() -> open(new Results()).take(() -> true))
        .isInstanceOf(TrialStoppedException.class);
  }

  private KafkaTrials open(Results known) {
    // Records can be added to a partition only once it is assigned, which happens inside.
    reader.schedulePollTask(this::addRequests);
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      var trials = new TopicPartition(Topic.SEARCH_TRIALS.topicName(), partition);
      ends.put(trials, partition == 0 ? (long) requested.size() : 0L);
    }
    reader.updateEndOffsets(ends);
    return new KafkaTrials(
        "s",
        "data",
        new KafkaTrials.Clients(
            requests,
            reader,
            serdes.deserializer(TrialRequested.class),
            serdes.deserializer(TrialFinished.class)),
        known,
        Clock.systemUTC());
  }

  private void addRequests() {
    for (int offset = 0; offset < requested.size(); offset++) {
      reader.addRecord(
          new ConsumerRecord<>(
              Topic.SEARCH_TRIALS.topicName(), 0, offset, "key", requested.get(offset)));
    }
  }

  private void request(String search, TrialJob job) {
    requested.add(bytes(Topic.SEARCH_TRIALS, request(search, job, "data")));
  }

  private static TrialRequested request(String search, TrialJob job, String data) {
    return TrialEvents.request(search, job, data, Instant.EPOCH);
  }

  private void finish(String search, TrialJob job, long offset) {
    finish(finished(search, job), offset);
  }

  private static TrialFinished finished(String search, TrialJob job) {
    return TrialEvents.finished(
        request(search, job, "data"), FakeTrainer.outcome(job), "w", Instant.EPOCH);
  }

  private void finish(TrialFinished event, long offset) {
    reader.addRecord(
        new ConsumerRecord<>(
            RESULTS.topic(), 0, offset, "key", bytes(Topic.SEARCH_RESULTS, event)));
  }

  @SuppressWarnings("unchecked")
  private byte[] bytes(Topic topic, SpecificRecord event) {
    return serdes
        .serializer((Class<SpecificRecord>) event.getClass())
        .serialize(topic.topicName(), event);
  }

  private void partitions(Topic topic, int count) {
    reader.updatePartitions(
        topic.topicName(),
        IntStream.range(0, count)
            .mapToObj(i -> new PartitionInfo(topic.topicName(), i, null, new Node[0], new Node[0]))
            .toList());
    Map<TopicPartition, Long> starts = new HashMap<>();
    IntStream.range(0, count)
        .forEach(i -> starts.put(new TopicPartition(topic.topicName(), i), 0L));
    reader.updateBeginningOffsets(starts);
  }

  private static TrialJob job(int trial, int epoch) {
    return new Trial(trial, Map.of("x", "1"), Recipe.of(new TextNode("b"), 1, 3)).until(epoch);
  }
}
