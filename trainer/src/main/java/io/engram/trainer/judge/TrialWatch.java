package io.engram.trainer.judge;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.TrialReport;
import io.engram.schemas.TrialRule;
import io.engram.schemas.releases.ReleasePublisher;
import io.engram.schemas.releases.ReleaseReader;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.releases.TrialEnd;
import io.engram.schemas.topics.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the trials of all models, and ends by its rule each that brought one. Any number may
 * watch: of two that decide at once one is fenced, and reads what the other decided. For one
 * thread.
 */
public final class TrialWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TrialWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

  /** A trial that was ended, by which decision. */
  @FunctionalInterface
  public interface Listener {
    void ended(ModelRelease decision);
  }

  /**
   * The connection.
   *
   * @param readers open consumers of committed records, outside of any group; closed by the watch
   * @param releases reads values of {@link Topic#MODEL_RELEASES}
   * @param reports reads values of {@link Topic#TRIAL_REPORTS}
   * @param swaps reads values of {@link Topic#MODEL_SWAPS}
   * @param writers open producers to {@link Topic#MODEL_RELEASES} with the transactional id that
   *     they are given; closed by the watch
   */
  public record Clients(
      Supplier<Consumer<String, byte[]>> readers,
      Deserializer<ModelRelease> releases,
      Deserializer<TrialReport> reports,
      Deserializer<ModelSwap> swaps,
      Function<String, Producer<String, ModelRelease>> writers) {}

  private final Clients clients;
  private final Clock clock;
  private final Listener listener;
  private final TrialReports reports = new TrialReports();
  private Instant again = Instant.MIN;

  public TrialWatch(Clients clients, Clock clock, Listener listener) {
    this.clients = clients;
    this.clock = clock;
    this.listener = listener;
  }

  /** Watches until asked to stop. */
  public void run(BooleanSupplier stopRequested) {
    try (var decisions = clients.readers().get();
        var told = clients.readers().get()) {
      var reader = new ReleaseReader(decisions, clients.releases());
      reader.readToEnd();
      follow(told);
      while (!stopRequested.getAsBoolean()) {
        told.poll(POLL).forEach(this::add);
        judge(reader.poll(Duration.ZERO));
      }
    }
  }

  /**
   * What was told of a trial up to now.
   *
   * @param trial the release that began it
   */
  public TrialEvidence evidence(ModelRelease trial) {
    try (var told = clients.readers().get()) {
      List<TopicPartition> partitions = follow(told);
      var ends = told.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> told.position(one) < ends.get(one))) {
        told.poll(POLL).forEach(this::add);
      }
      return reports.of(trial);
    }
  }

  private static List<TopicPartition> follow(Consumer<String, byte[]> told) {
    List<TopicPartition> partitions =
        List.of(
            new TopicPartition(Topic.TRIAL_REPORTS.topicName(), 0),
            new TopicPartition(Topic.MODEL_SWAPS.topicName(), 0));
    told.assign(partitions);
    told.seekToBeginning(partitions);
    return partitions;
  }

  /** Somebody's mistake in a topic must not stop the watch. */
  private void add(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      if (record.topic().equals(Topic.TRIAL_REPORTS.topicName())) {
        reports.add(clients.reports().deserialize(record.topic(), record.value()));
      } else {
        reports.add(clients.swaps().deserialize(record.topic(), record.value()));
      }
    } catch (SerializationException e) {
      LOG.warn("{}, offset {} is left out: {}", record.topic(), record.offset(), e.getMessage());
    }
  }

  private void judge(Releases releases) {
    for (String model : releases.models()) {
      releases.trial(model).ifPresent(this::judge);
    }
  }

  private void judge(ModelRelease trial) {
    TrialRule rule = trial.getRule();
    if (rule == null || clock.instant().isBefore(again)) {
      return;
    }
    TrialVerdict verdict = TrialJudge.judge(rule, reports.of(trial));
    if (verdict instanceof TrialVerdict.Promote || verdict instanceof TrialVerdict.Withdraw) {
      decide(trial, verdict);
    }
  }

  /** Only if the trial still goes on once nobody else can decide under the same id. */
  private void decide(ModelRelease trial, TrialVerdict verdict) {
    try (var writer = clients.writers().apply("engram-judge-" + trial.getModelName())) {
      writer.initTransactions();
      Releases now = decisions();
      if (!now.trial(trial.getModelName()).equals(Optional.of(trial))) {
        LOG.info("The trial of {} has ended already", trial.getModelName());
        return;
      }
      ModelRelease decision =
          verdict instanceof TrialVerdict.Promote
              ? TrialEnd.promoted(
                  trial, now.serving(trial.getModelName()), verdict.why(), clock.instant())
              : TrialEnd.withdrawn(trial, verdict.why(), clock.instant());
      new ReleasePublisher(writer).publish(decision);
      listener.ended(decision);
    } catch (ProducerFencedException e) {
      LOG.info("Somebody else decides on the trial of {}", trial.getModelName());
    } catch (KafkaException e) {
      LOG.warn("The trial of {} could not be ended, and will be later", trial.getModelName(), e);
      again = clock.instant().plus(AFTER_A_FAILURE);
    }
  }

  private Releases decisions() {
    try (var reader = clients.readers().get()) {
      return new ReleaseReader(reader, clients.releases()).readToEnd();
    }
  }
}
