package io.engram.benchmarks.stage;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.CommandFailedException;
import io.engram.model.bundle.ModelBundle;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.releases.ReleasePublisher;
import io.engram.schemas.serde.AvroDeserializer;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Lets two models serve in turn, and waits each time until one does. Use it from one thread. */
public final class ModelSwapper implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final List<ModelBundle> models;
  private final Producer<String, ModelRelease> releases;
  private final Consumer<String, byte[]> swaps;
  private final AvroDeserializer<ModelSwap> values;
  private int done;

  ModelSwapper(List<ModelBundle> models, Connection connection, AvroSerdes serdes) {
    this.models = List.copyOf(models);
    this.values = serdes.deserializer(ModelSwap.class);
    this.releases =
        connection.transactionalProducer(
            Topic.MODEL_RELEASES, ModelRelease.class, serdes, "benchmark");
    releases.initTransactions();
    this.swaps = connection.consumer(Set.of(Topic.MODEL_SWAPS));
    var all = List.of(new TopicPartition(Topic.MODEL_SWAPS.topicName(), 0));
    swaps.assign(all);
    swaps.seekToEnd(all);
    all.forEach(swaps::position);
  }

  /**
   * Lets the other model serve, and waits until it does.
   *
   * @throws CommandFailedException if it does not
   */
  public void swap() throws CommandFailedException {
    done++;
    ModelBundle next = models.get(done % models.size());
    new ReleasePublisher(releases)
        .publish(
            ModelRelease.newBuilder()
                .setModelName(next.manifest().name())
                .setVersion(next.manifest().version())
                .setBundleUri(next.directory().toUri().toString())
                .setBundleSha256(next.sha256())
                .setDecision(ReleaseDecision.PROMOTED)
                .setShare(1)
                .setExplanation("swap " + done)
                .setMetrics(Map.of())
                .setReleasedAt(Instant.ofEpochSecond(done))
                .build());
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : swaps.poll(POLL)) {
        ModelSwap swap = values.deserialize(record.topic(), record.value());
        if (swap.getOutcome() == SwapOutcome.SERVING) {
          return;
        }
        throw new CommandFailedException(
            "swap " + done, "failed (" + swap.getDetail() + ")", "See the logs of its processes.");
      }
    }
    throw new CommandFailedException(
        "swap " + done, "was not heard of for two minutes", "See the logs of its processes.");
  }

  @Override
  public void close() {
    releases.close();
    swaps.close();
  }
}
