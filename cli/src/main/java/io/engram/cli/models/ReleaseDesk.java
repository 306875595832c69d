package io.engram.cli.models;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.CommandFailedException;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.ReleasePublisher;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.util.List;
import org.apache.kafka.common.errors.ProducerFencedException;

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

  /**
   * Publishes a decision; it is committed when this returns.
   *
   * @throws CommandFailedException if somebody else decides on the model at the same time
   */
  void publish(ModelRelease release) throws CommandFailedException {
    try (AvroSerdes serdes = connection.serdes();
        var producer =
            connection.transactionalProducer(
                Topic.MODEL_RELEASES,
                ModelRelease.class,
                serdes,
                ReleasePublisher.transactionalId(release.getModelName()))) {
      producer.initTransactions();
      new ReleasePublisher(producer).publish(release);
    } catch (ProducerFencedException e) {
      throw new CommandFailedException(
          release.getModelName(),
          "is being decided on by somebody else",
          "See engram models list, and decide again.",
          e);
    }
  }
}
