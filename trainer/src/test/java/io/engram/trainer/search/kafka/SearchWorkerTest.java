package io.engram.trainer.search.kafka;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.engram.trainer.search.trial.Trial;
import io.engram.trainer.search.trial.TrialJob;
import io.engram.trainer.search.trial.TrialTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SearchWorkerTest {
  private static final TopicPartition TRIALS =
      new TopicPartition(Topic.SEARCH_TRIALS.topicName(), 0);

  @TempDir private Path folder;
  private final AvroSerdes serdes = AvroSerdes.of(registry());
  private final MockConsumer<String, byte[]> trials = new MockConsumer<>("earliest");
  private final MockProducer<String, TrialFinished> results =
      new MockProducer<>(
          true, null, new StringSerializer(), serdes.serializer(TrialFinished.class));
  private final FakeTrainer trainer = new FakeTrainer();
  private final List<String> passedOver = new ArrayList<>();

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

  @AfterEach
  void close() {
    serdes.close();
  }

  @Test
  void shouldPassOverSearchesOnOtherDataAndTrainThoseThatFollow() throws Exception {
    work(
        trainer,
        request("abandoned", job(0), "other data"),
        request("abandoned", job(1), "other data"),
        request("s", job(2), "data"));

    assertThat(trainer.trained()).containsExactly(job(2));
    assertThat(results.history()).extracting(ProducerRecord::key).containsExactly("s/2");
    assertThat(passedOver).containsExactly("abandoned: other data");
    assertThat(committed()).isEqualTo(3);
  }

  @Test
  void shouldAnswerARequestThatItCannotReadSoThatItsSearchGoesOn() throws Exception {
    var unreadable =
        TrialRequested.newBuilder(request("s", job(0), "data"))
            .setRecipe("a recipe of a newer version");

    work(trainer, unreadable.build(), request("s", job(1), "data"));

    assertThat(results.history()).extracting(ProducerRecord::key).containsExactly("s/0", "s/1");
    assertThat(results.history().get(0).value().getOutcome()).isEqualTo(TrialEnding.REFUSED);
    assertThat(results.history().get(0).value().getDetail()).contains("w", "no JSON");
    assertThat(trainer.trained()).containsExactly(job(1));
  }

  @Test
  void shouldRefuseATrialWhoseTrainingMeetsAMistakeInsteadOfLeavingItToTheNext() throws Exception {
    TrialTrainer mistaken =
        (job, directory, epochEnded, stop) -> {
          if (job.trial().number() == 0) {
            throw new IllegalStateException("a mistake");
          }
          return trainer.train(job, directory, epochEnded, stop);
        };

    work(mistaken, request("s", job(0), "data"), request("s", job(1), "data"));

    assertThat(results.history().get(0).value().getDetail()).contains("a mistake");
    assertThat(trainer.trained()).containsExactly(job(1));
  }

  @Test
  void shouldKeepOnlyTheCheckpointsThatWereWrittenLast() throws Exception {
    TrialTrainer leaving =
        (job, directory, epochEnded, stop) -> {
          Files.createDirectories(directory);
          Files.writeString(directory.resolve("checkpoint"), "weights");
          return trainer.train(job, directory, epochEnded, stop);
        };

    work(
        leaving,
        request("given up", job(0), "data"),
        request("s", job(0), "data"),
        request("s", job(1), "data"));

    assertThat(folder.resolve("given up")).isEmptyDirectory();
    assertThat(folder.resolve("s")).isDirectoryContaining("glob:**0");
    assertThat(folder.resolve("s")).isDirectoryContaining("glob:**1");
  }

  @Test
  void shouldShareAGroupOnlyWithWorkersThatHaveTheSameData() {
    assertThat(SearchWorker.group("a")).isEqualTo(SearchWorker.group("a"));
    assertThat(SearchWorker.group("a")).isNotEqualTo(SearchWorker.group("b"));
  }

  /** Works until all requests are consumed. */
  private void work(TrialTrainer how, TrialRequested... requests) throws Exception {
    trials.setMaxPollRecords(1);
    trials.updateBeginningOffsets(Map.of(TRIALS, 0L));
    trials.schedulePollTask(
        () -> {
          trials.rebalance(List.of(TRIALS));
          for (int offset = 0; offset < requests.length; offset++) {
            byte[] value =
                serdes.serializer(TrialRequested.class).serialize(TRIALS.topic(), requests[offset]);
            trials.addRecord(new ConsumerRecord<>(TRIALS.topic(), 0, offset, "key", value));
          }
        });
    var clients =
        new SearchWorker.Clients(trials, serdes.deserializer(TrialRequested.class), results);
    new SearchWorker(
            clients, how, new WorkerDirectory(folder, 2), "data", "w", new Ticking(), new Heard())
        .run(() -> results.commitCount() == requests.length);
  }

  private long committed() {
    List<Map<TopicPartition, OffsetAndMetadata>> commits =
        results.consumerGroupOffsetsHistory().stream()
            .flatMap(groups -> groups.values().stream())
            .toList();
    return commits.get(commits.size() - 1).get(TRIALS).offset();
  }

  private static TrialRequested request(String search, TrialJob job, String data) {
    return TrialEvents.request(search, job, data, Instant.EPOCH);
  }

  private static TrialJob job(int trial) {
    return new Trial(trial, Map.of("x", "1"), Recipe.of(new TextNode("b"), 1, 3)).until(1);
  }

  /** A second later each time. */
  private static final class Ticking extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }
  }

  private final class Heard implements WorkerListener {
    @Override
    public void passedOver(String search, String fingerprint) {
      passedOver.add(search + ": " + fingerprint);
    }
  }
}
