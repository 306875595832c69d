package io.engram.trainer.judge;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.TrialReport;
import io.engram.schemas.releases.ReleasePublisher;
import io.engram.schemas.releases.ReleaseReader;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.releases.TrialEnd;
import io.engram.schemas.topics.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
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
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

  /** Hears of a trial that was ended, by which decision. */
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

  /** Models whose trials could not be ended, and when to try again. */
  private final Map<String, Instant> again = new HashMap<>();

  public TrialWatch(Clients clients, Clock clock, Listener listener) {
    this.clients = clients;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Watches until asked to stop.
   *
   * @throws KafkaException if the topics cannot be read
   */
  public void run(BooleanSupplier stopRequested) {
    try (var decisions = clients.readers().get();
        var told = clients.readers().get()) {
      var reader = new ReleaseReader(decisions, clients.releases());
      reader.readToEnd();
      var evidence = new TrialReader(told, clients.reports(), clients.swaps());
      while (!stopRequested.getAsBoolean()) {
        Releases releases = reader.poll(POLL);
        for (String model : releases.models()) {
          releases.trial(model).ifPresent(trial -> judge(trial, evidence));
        }
      }
    }
  }

  private void judge(ModelRelease trial, TrialReader evidence) {
    boolean tooSoon =
        clock.instant().isBefore(again.getOrDefault(trial.getModelName(), Instant.MIN));
    if (trial.getRule() != null && !tooSoon && decision(trial, evidence).isPresent()) {
      decide(trial, evidence);
    }
  }

  /** What ends the trial; empty while it goes on. */
  private static Optional<TrialVerdict> decision(ModelRelease trial, TrialReader evidence) {
    TrialVerdict verdict = TrialJudge.judge(trial.getRule(), evidence.of(trial));
    return verdict instanceof TrialVerdict.Promote || verdict instanceof TrialVerdict.Withdraw
        ? Optional.of(verdict)
        : Optional.empty();
  }

  /** Looks once more when nobody else can decide: the trial may have ended, or shown more. */
  private void decide(ModelRelease trial, TrialReader evidence) {
    String model = trial.getModelName();
    try (var writer = clients.writers().apply(ReleasePublisher.transactionalId(model))) {
      writer.initTransactions();
      Releases now = decisions();
      Optional<TrialVerdict> verdict =
          now.trial(model).equals(Optional.of(trial))
              ? decision(trial, evidence)
              : Optional.empty();
      if (verdict.isEmpty()) {
        LOG.info("The trial of {} has ended already", model);
        return;
      }
      ModelRelease decision = end(trial, verdict.get(), now);
      new ReleasePublisher(writer).publish(decision);
      listener.ended(decision);
    } catch (ProducerFencedException e) {
      LOG.info("Somebody else decides on {}", model);
    } catch (KafkaException e) {
      LOG.warn("The trial of {} could not be ended, and will be later", model, e);
      again.put(model, clock.instant().plus(AFTER_A_FAILURE));
    }
  }

  private ModelRelease end(ModelRelease trial, TrialVerdict verdict, Releases now) {
    return verdict instanceof TrialVerdict.Promote
        ? TrialEnd.promoted(trial, now, verdict.why(), clock.instant())
        : TrialEnd.withdrawn(trial, verdict.why(), clock.instant());
  }

  private Releases decisions() {
    try (var reader = clients.readers().get()) {
      return new ReleaseReader(reader, clients.releases()).readToEnd();
    }
  }
}
