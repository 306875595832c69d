package io.engram.trainer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.TrialReport;
import io.engram.schemas.releases.ReleasePublisher;
import io.engram.schemas.releases.TrialEnd;
import io.engram.schemas.topics.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TrialWatchTest {
  private static final int UNREADABLE = 255;
  private static final Instant NOW = Trials.BEGAN.plusSeconds(60);

  /** What is in the topics; the value of a record is the number of its event. */
  private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> topics = new HashMap<>();

  private final List<Object> events = new ArrayList<>();
  private final List<String> writers = new ArrayList<>();
  private final List<ModelRelease> ended = new ArrayList<>();
  private final List<MockProducer<String, ModelRelease>> opened = new ArrayList<>();
  private Supplier<MockProducer<String, ModelRelease>> nextWriter = Writer::new;

  /** Finds the records when it is given the partitions. */
  private final class Reader extends MockConsumer<String, byte[]> {
    Reader() {
      super("earliest");
      setMaxPollRecords(1);
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
      super.assign(partitions);
      for (TopicPartition partition : partitions) {
        List<ConsumerRecord<String, byte[]>> records = topics.getOrDefault(partition, List.of());
        updateBeginningOffsets(Map.of(partition, 0L));
        updateEndOffsets(Map.of(partition, (long) records.size()));
        records.forEach(this::addRecord);
      }
    }
  }

  /** Commits its records to the topics. */
  private class Writer extends MockProducer<String, ModelRelease> {
    Writer() {
      super(true, null, new StringSerializer(), (topic, release) -> new byte[0]);
    }

    @Override
    public void commitTransaction() throws ProducerFencedException {
      super.commitTransaction();
      for (ProducerRecord<String, ModelRelease> sent : history()) {
        add(Topic.MODEL_RELEASES, sent.key(), sent.value());
      }
    }
  }

  private void add(Topic topic, String key, Object event) {
    events.add(event);
    add(topic, key, new byte[] {(byte) (events.size() - 1)});
  }

  private void add(Topic topic, String key, byte[] value) {
    TopicPartition partition = new TopicPartition(topic.topicName(), 0);
    List<ConsumerRecord<String, byte[]>> records =
        topics.computeIfAbsent(partition, one -> new ArrayList<>());
    records.add(new ConsumerRecord<>(partition.topic(), 0, records.size(), key, value));
  }

  private <T> Deserializer<T> values(Class<T> type) {
    return (topic, value) -> {
      if ((value[0] & 0xff) == UNREADABLE) {
        throw new SerializationException("unreadable");
      }
      return type.cast(events.get(value[0]));
    };
  }

  private Producer<String, ModelRelease> writer(String transactionalId) {
    writers.add(transactionalId);
    opened.add(nextWriter.get());
    return opened.get(opened.size() - 1);
  }

  private TrialWatch watch() {
    return new TrialWatch(
        new TrialWatch.Clients(
            Reader::new,
            values(ModelRelease.class),
            values(TrialReport.class),
            values(ModelSwap.class),
            this::writer),
        Clock.fixed(NOW, ZoneOffset.UTC),
        ended::add);
  }

  private void run(int turns) {
    AtomicInteger turn = new AtomicInteger();
    watch().run(() -> turn.getAndIncrement() == turns);
  }

  private ModelRelease tryOut(boolean withRule) {
    ModelRelease first = Trials.release(ReleaseDecision.PROMOTED, "1", null);
    add(Topic.MODEL_RELEASES, "tiny/1", first);
    add(Topic.MODEL_RELEASES, "tiny", first);
    ModelRelease trial =
        Trials.release(ReleaseDecision.SHADOW, "2", withRule ? Trials.rule(100, true) : null);
    add(Topic.MODEL_RELEASES, "tiny#trial", trial);
    return trial;
  }

  @Test
  void shouldPromoteByTheRuleOnceAndUnderBothKeys() {
    tryOut(true);
    add(Topic.TRIAL_REPORTS, "a", Trials.alike("a", 100));

    run(3);

    assertThat(ended).hasSize(1);
    ModelRelease decision = ended.get(0);
    assertThat(decision.getDecision()).isEqualTo(ReleaseDecision.PROMOTED);
    assertThat(decision.getVersion()).isEqualTo("2");
    assertThat(decision.getParentVersion()).isEqualTo("1");
    assertThat(decision.getShare()).isEqualTo(1);
    assertThat(decision.getRule()).isNull();
    assertThat(decision.getReleasedAt()).isEqualTo(NOW);
    assertThat(decision.getExplanation()).startsWith("It keeps the limits of its rule");
    assertThat(opened.get(0).history())
        .extracting(ProducerRecord::key)
        .containsExactly("tiny/2", "tiny");
    assertThat(writers).allMatch(ReleasePublisher.transactionalId("tiny")::equals);
    assertThat(opened).allMatch(MockProducer::closed);
  }

  @Test
  void shouldWithdrawByTheRule() {
    tryOut(true);
    add(Topic.TRIAL_REPORTS, "a", Trials.report("a").setFailures(50).build());

    run(1);

    assertThat(ended)
        .extracting(ModelRelease::getDecision)
        .containsExactly(ReleaseDecision.WITHDRAWN);
    assertThat(opened.get(0).history())
        .extracting(ProducerRecord::key)
        .containsExactly("tiny#trial");
  }

  @Test
  void shouldLeaveATrialWithoutARuleToPeople() {
    tryOut(false);
    add(Topic.TRIAL_REPORTS, "a", Trials.alike("a", 100));

    run(2);

    assertThat(writers).isEmpty();
  }

  /** What the watch has read says that the trial goes on, and the topic that it does not. */
  @Test
  void shouldNotDecideWhereAnotherDidMeanwhile() {
    ModelRelease trial = tryOut(true);
    add(Topic.TRIAL_REPORTS, "a", Trials.alike("a", 100));
    nextWriter =
        () -> {
          add(Topic.MODEL_RELEASES, "tiny#trial", TrialEnd.withdrawn(trial, "by hand", NOW));
          return new Writer();
        };

    run(1);

    assertThat(writers).hasSize(1);
    assertThat(opened.get(0).history()).isEmpty();
    assertThat(ended).isEmpty();
  }

  @Test
  void shouldGiveWayToOneThatDecidesAtTheSameTime() {
    tryOut(true);
    add(Topic.TRIAL_REPORTS, "a", Trials.alike("a", 100));
    nextWriter =
        () ->
            new Writer() {
              @Override
              public void beginTransaction() {
                throw new ProducerFencedException("by another");
              }
            };

    run(2);

    assertThat(ended).isEmpty();
    assertThat(topics.get(new TopicPartition(Topic.MODEL_RELEASES.topicName(), 0))).hasSize(3);
  }

  @Test
  void shouldPassOverWhatIsUnreadable() {
    tryOut(true);
    add(Topic.TRIAL_REPORTS, "a", new byte[] {(byte) UNREADABLE});
    add(Topic.MODEL_SWAPS, "a", new byte[] {(byte) UNREADABLE});
    add(Topic.TRIAL_REPORTS, "a", (byte[]) null);
    add(Topic.TRIAL_REPORTS, "a", Trials.alike("a", 100));

    run(1);

    assertThat(ended).hasSize(1);
  }

  /** The topics are read one after the other, and records of each bit by bit. */
  @Test
  void shouldNotDecideOnHalfOfWhatIsTold() {
    ModelRelease trial = tryOut(true);
    for (int images = 10; images <= 100; images += 10) {
      add(Topic.TRIAL_REPORTS, "a", Trials.alike("a", images));
    }
    add(Topic.MODEL_SWAPS, "b", Trials.swap("b", SwapOutcome.ENGINE_FAILED, trial.getReleasedAt()));

    run(1);

    assertThat(ended)
        .extracting(ModelRelease::getDecision)
        .containsExactly(ReleaseDecision.WITHDRAWN);
  }

  @Test
  void shouldTryAgainLaterWhereTheBrokerFails() {
    tryOut(true);
    add(Topic.TRIAL_REPORTS, "a", Trials.alike("a", 100));
    nextWriter =
        () ->
            new Writer() {
              @Override
              public void initTransactions() {
                throw new TimeoutException("away");
              }
            };

    run(3);

    assertThat(writers).as("the clock stands still").hasSize(1);
    assertThat(ended).isEmpty();
  }

  @Test
  void shouldKeepWhatWasMeasuredWhenItsTrainingEnded() {
    ModelRelease rejected = Trials.release(ReleaseDecision.REJECTED, "2", null);
    rejected.getMetrics().put("gain", -0.01);
    add(Topic.MODEL_RELEASES, "tiny/2", rejected);
    tryOut(true);
    add(Topic.TRIAL_REPORTS, "a", Trials.alike("a", 100));

    run(1);

    assertThat(ended.get(0).getMetrics()).containsEntry("gain", -0.01);
  }
}
