package io.engram.cli.models;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.CommandFailedException;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.ReleasePublisher;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.util.List;
import java.util.UUID;

/** Reads and writes decisions on models. */
final class ReleaseDesk {
  private final Connection connection;

  ReleaseDesk(Connection connection) {
    this.connection = connection;
  }

  /**
   * All decisions up to now.
   *
   * @throws CommandFailedException if the broker does not answer or lacks the topic
   */
  Releases read() throws CommandFailedException, InterruptedException {
    connection.check(List.of(Topic.MODEL_RELEASES));
    try (AvroSerdes serdes = connection.serdes()) {
      return connection.releases(serdes);
    }
  }

  /** Publishes a decision; it is committed when this returns. */
  void publish(ModelRelease release) {
    try (AvroSerdes serdes = connection.serdes();
        var producer =
            connection.transactionalProducer(
                Topic.MODEL_RELEASES,
                ModelRelease.class,
                serdes,
                "engram-models-" + UUID.randomUUID())) {
      producer.initTransactions();
      new ReleasePublisher(producer).publish(release);
    }
  }
}
