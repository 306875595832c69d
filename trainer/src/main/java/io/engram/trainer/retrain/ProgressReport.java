package io.engram.trainer.retrain;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.TrainingProgress;
import io.engram.schemas.TrainingStage;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.evaluate.Evaluation;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the topic {@code training-progress}, and metrics. A broker or registry that is away does
 * not end a training.
 */
final class ProgressReport {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressReport.class);

  private final RetrainConfig config;
  private final Producer<String, TrainingProgress> producer;
  private final Clock clock;
  private final Consumer<TrainingProgress> listener;
  private final RetrainMetrics metrics;

  ProgressReport(
      RetrainConfig config,
      Producer<String, TrainingProgress> producer,
      Clock clock,
      Consumer<TrainingProgress> listener,
      RetrainMetrics metrics) {
    this.config = config;
    this.producer = producer;
    this.clock = clock;
    this.listener = listener;
    this.metrics = metrics;
  }

  void superseded(DatasetUpdated event, DatasetUpdated by) {
    send(
        event(event, TrainingStage.SUPERSEDED)
            .setDetail("version %s of the data takes its place".formatted(by.getFingerprint())));
  }

  /**
   * @param took from the update to the decision
   */
  void decided(Verdict.Decided decided, Duration took) {
    ModelRelease release = decided.release();
    Double gain = release.getMetrics().get(Challenge.GAIN);
    metrics.decided(release.getDecision(), gain == null ? Double.NaN : gain, took);
    decision(decided.update(), release);
  }

  void known(Verdict.Known known) {
    decision(known.update(), known.release());
  }

  private void decision(DatasetUpdated event, ModelRelease release) {
    boolean promoted = release.getDecision() == ReleaseDecision.PROMOTED;
    send(
        event(event, promoted ? TrainingStage.PROMOTED : TrainingStage.REJECTED)
            .setMetrics(release.getMetrics())
            .setDetail(release.getExplanation()));
  }

  void refused(Verdict.Refused refused) {
    metrics.refused();
    send(event(refused.update(), TrainingStage.REFUSED).setDetail(refused.reason()));
  }

  /** Hears the training that an event leads to. */
  Retraining.Listener listener(DatasetUpdated event) {
    int epochs = config.recipe().epochs();
    return new Retraining.Listener() {
      @Override
      public void started(Started started) {
        metrics.trainingStarted();
        send(event(event, TrainingStage.STARTED).setEpoch(started.epochsDone()).setEpochs(epochs));
      }

      @Override
      public void epochEnded(EpochEnded ended) {
        metrics.epochEnded(ended.epoch(), epochs, ended.validation().sum());
        send(
            event(event, TrainingStage.TRAINING)
                .setEpoch(ended.epoch())
                .setEpochs(epochs)
                .setMetrics(figures(ended.validation())));
      }

      @Override
      public void comparing() {
        send(event(event, TrainingStage.EVALUATING).setEpoch(epochs).setEpochs(epochs));
      }
    };
  }

  private static Map<String, Double> figures(Evaluation validation) {
    var figures = new TreeMap<String, Double>();
    figures.put("l1", validation.l1());
    figures.put("correlation.true-schema", validation.trueSchema());
    figures.put("correlation.false-schema", validation.falseSchema());
    figures.put("correlation.sum", validation.sum());
    figures.values().removeIf(value -> !Double.isFinite(value));
    return figures;
  }

  private TrainingProgress.Builder event(DatasetUpdated event, TrainingStage stage) {
    return TrainingProgress.newBuilder()
        .setModelName(config.model())
        .setVersion(config.version(event.getFingerprint()))
        .setDataset(event.getDataset())
        .setDataFingerprint(event.getFingerprint())
        .setStage(stage)
        .setMetrics(Map.of())
        .setReportedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void send(TrainingProgress.Builder builder) {
    TrainingProgress progress = builder.build();
    listener.accept(progress);
    try {
      send(progress);
    } catch (KafkaException e) {
      LOG.warn("{} does not take {}", Topic.TRAINING_PROGRESS.topicName(), progress, e);
    }
  }

  private void send(TrainingProgress progress) {
    producer.send(
        new ProducerRecord<>(
            Topic.TRAINING_PROGRESS.topicName(), progress.getModelName(), progress),
        (place, failure) -> {
          if (failure != null) {
            LOG.warn("{} does not take {}", Topic.TRAINING_PROGRESS.topicName(), progress, failure);
          }
        });
  }
}
