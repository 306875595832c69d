package io.engram.processor.topology;

import static io.engram.processor.topology.Outcomes.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.platform.testing.TestPlatform;
import io.engram.processor.TestStream;
import io.engram.processor.commit.CommitRuleClients;
import io.engram.processor.commit.WindowLimit;
import io.engram.processor.commit.Windows;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.pipeline.ImageRecord;
import io.engram.processor.pipeline.Outcome;
import io.engram.processor.pipeline.Scorer;
import io.engram.processor.trace.ImageTraces;
import io.engram.schemas.serde.AvroSerdes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

class ScoringTopologyIT {
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
    try (TestPlatform platform = TestStream.startPlatform();
        TestStream stream = new TestStream(platform)) {
      stream.submit(IMAGES);
      try (KafkaStreams ignored = start(platform, "pauses", scorer)) {
        for (int i = 0; i < IMAGES; i++) {
          oldest(scorer).complete(rejected("image"));
        }
      }
    }
    // A partition that is not full yet may take one more poll, of WINDOW records at most.
    assertThat(scorer.most.get()).isBetween(WINDOW, 2 * WINDOW);
  }

  @Test
  void shouldHaveNoTransactionUntilThereIsAnOutcome() throws Exception {
    ManualScorer scorer = new ManualScorer();
    try (TestPlatform platform = TestStream.startPlatform();
        TestStream stream = new TestStream(platform);
        Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      stream.submit(1);
      try (KafkaStreams streams = start(platform, "commits", scorer)) {
        CompletableFuture<Outcome> outcome = oldest(scorer);
        // The first commits a position where there was none.
        awaitCommits(streams, 1);
        int before = transactions(admin, "commits");
        awaitCommits(streams, 5);
        assertThat(transactions(admin, "commits")).isEqualTo(before);

        outcome.complete(rejected("image"));
        stream.awaitOutcomes(1);
        assertThat(transactions(admin, "commits")).isGreaterThan(before);
      }
    }
  }

  private static KafkaStreams start(TestPlatform platform, String application, Scorer scorer)
      throws Exception {
    Windows windows = new Windows(new WindowLimit(WINDOW, 1 << 30));
    ProcessorConfig config =
        ProcessorConfig.from(
            Map.of(
                "application.id", application,
                "bootstrap.servers", platform.bootstrapServers(),
                "schema.registry.url", platform.registryUrl(),
                "window.per-partition", Integer.toString(WINDOW)));
    var streams =
        new KafkaStreams(
            ScoringTopology.build(
                AvroSerdes.connect(platform.registryUrl()), scorer, windows, ImageTraces.none()),
            config.stream().toProperties(),
            new CommitRuleClients(windows));
    streams.start();
    return streams;
  }

  private static CompletableFuture<Outcome> oldest(ManualScorer scorer) throws Exception {
    CompletableFuture<Outcome> oldest = scorer.waiting.poll(1, TimeUnit.MINUTES);
    assertThat(oldest).as("an image within a minute").isNotNull();
    return oldest;
  }

  /** Waits until Kafka Streams has committed so often again. */
  private static void awaitCommits(KafkaStreams streams, int times) {
    double goal = commits(streams) + times;
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (commits(streams) < goal) {
      assertThat(System.nanoTime()).as("no commit").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static double commits(KafkaStreams streams) {
    return streams.metrics().values().stream()
        .filter(metric -> metric.metricName().group().equals("stream-thread-metrics"))
        .filter(metric -> metric.metricName().name().equals("commit-total"))
        .mapToDouble(metric -> (double) metric.metricValue())
        .sum();
  }

  /** The epoch that brokers raise with each transaction of the stream thread, since Kafka 4. */
  private static int transactions(Admin admin, String application) throws Exception {
    List<String> ids =
        admin.listTransactions().all().get().stream()
            .map(TransactionListing::transactionalId)
            .filter(id -> id.startsWith(application))
            .toList();
    assertThat(ids).hasSize(1);
    String id = ids.get(0);
    return admin.describeTransactions(List.of(id)).description(id).get().producerEpoch();
  }
}
