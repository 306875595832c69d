package io.engram.cli.models;

import io.engram.cli.connection.Connection;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.TrialReport;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.engram.trainer.judge.TrialWatch;
import java.util.List;
import java.util.Set;

/** What commands that watch trials share. */
public final class Watch {
  /** Topics that it needs. */
  public static final List<Topic> TOPICS =
      List.of(Topic.MODEL_RELEASES, Topic.TRIAL_REPORTS, Topic.MODEL_SWAPS);

  private Watch() {}

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
}
