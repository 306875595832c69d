package io.engram.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.platform.EmbeddedPlatform;
import io.engram.processor.TestStream;
import io.engram.processor.commit.CommitRuleClients;
import io.engram.processor.commit.WindowLimit;
import io.engram.processor.commit.Windows;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.pipeline.ImageRecord;
import io.engram.processor.pipeline.Outcome;
import io.engram.processor.pipeline.Scorer;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.serde.AvroSerdes;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

class BackPressureIT {
  private static final int IMAGES = 300;
  private static final int WINDOW = 10;

  /** Answers only when told to, and remembers the most images that waited in one partition. */
  private static final class ManualScorer implements Scorer {
    final BlockingQueue<CompletableFuture<Outcome>> waiting = new LinkedBlockingQueue<>();
    final Map<TopicPartition, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    final AtomicInteger most = new AtomicInteger();

    @Override
    public CompletableFuture<Outcome> submit(ImageRecord image) {
      AtomicInteger count =
          inFlight.computeIfAbsent(image.partition(), partition -> new AtomicInteger());
      most.accumulateAndGet(count.incrementAndGet(), Math::max);
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      outcome.thenRun(count::decrementAndGet);
      waiting.add(outcome);
      return outcome;
    }
  }

  @Test
  void shouldPauseAPartitionWhoseWindowIsFullAndResumeIt() throws Exception {
    ManualScorer scorer = new ManualScorer();
    try (EmbeddedPlatform platform = TestStream.startPlatform();
        TestStream stream = new TestStream(platform)) {
      stream.submit(IMAGES);
      Windows windows = new Windows(new WindowLimit(WINDOW, 1 << 30));
      ProcessorConfig config =
          ProcessorConfig.from(
              Map.of(
                  "bootstrap.servers", platform.bootstrapServers(),
                  "schema.registry.url", platform.registryUrl(),
                  "window.per-partition", Integer.toString(WINDOW)));
      try (KafkaStreams streams =
          new KafkaStreams(
              ScoringTopology.build(AvroSerdes.connect(platform.registryUrl()), scorer, windows),
              config.stream().toProperties(),
              new CommitRuleClients(windows))) {
        streams.start();
        for (int i = 0; i < IMAGES; i++) {
          CompletableFuture<Outcome> oldest = scorer.waiting.poll(1, TimeUnit.MINUTES);
          assertThat(oldest).as("image %d of %d", i, IMAGES).isNotNull();
          oldest.complete(rejected());
        }
      }
    }
    // A partition that is not full yet may take one more poll, of WINDOW records at most.
    assertThat(scorer.most.get()).isBetween(WINDOW, 2 * WINDOW);
  }

  private static Outcome rejected() {
    return new Outcome.Rejected(
        ScoringFailure.newBuilder()
            .setSourceTopic("image-events")
            .setSourcePartition(0)
            .setSourceOffset(0)
            .setReason(FailureReason.UNKNOWN)
            .setDetail("")
            .setRemedy("")
            .setFailedAt(Instant.EPOCH)
            .build());
  }
}
