package io.engram.cli.models;

import io.engram.cli.connection.Connection;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.TrialReport;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.judge.TrialReader;
import io.engram.trainer.judge.TrialWatch;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;

/** What commands that judge trials share. */
public final class Judging {
  /** Topics that it needs. */
  public static final List<Topic> TOPICS =
      List.of(Topic.MODEL_RELEASES, Topic.TRIAL_REPORTS, Topic.MODEL_SWAPS);

  private Judging() {}

  /** How a trial ended, for people. */
  public static String line(ModelRelease decision) {
    return "%s %s is %s. %s"
        .formatted(
            decision.getModelName(),
            decision.getVersion(),
            decision.getDecision() == ReleaseDecision.PROMOTED ? "promoted" : "withdrawn",
            decision.getExplanation());
  }

  /**
   * The connection.
   *
   * @param serdes stay the caller's to close
   */
  public static TrialWatch.Clients clients(Connection connection, AvroSerdes serdes) {
    return new TrialWatch.Clients(
        () -> connection.consumer(Set.copyOf(TOPICS)),
        serdes.deserializer(ModelRelease.class),
        serdes.deserializer(TrialReport.class),
        serdes.deserializer(ModelSwap.class),
        id ->
            connection.transactionalProducer(Topic.MODEL_RELEASES, ModelRelease.class, serdes, id));
  }

  /**
   * Reads what processors tell of trials.
   *
   * @param consumer stays the caller's to close
   */
  static TrialReader reader(Consumer<String, byte[]> consumer, AvroSerdes serdes) {
    return new TrialReader(
        consumer, serdes.deserializer(TrialReport.class), serdes.deserializer(ModelSwap.class));
  }
}
