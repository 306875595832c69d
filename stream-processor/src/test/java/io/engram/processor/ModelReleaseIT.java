package io.engram.processor;

import static io.engram.schemas.ReleaseDecision.CANARY;
import static io.engram.schemas.ReleaseDecision.PROMOTED;
import static io.engram.schemas.ReleaseDecision.ROLLED_BACK;
import static io.engram.schemas.ReleaseDecision.SHADOW;
import static io.engram.schemas.ReleaseDecision.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.signing.SigningKey;
import io.engram.model.signing.UntrustedBundleException;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreConfig;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import io.engram.model.testing.TinyModel.Answer;
import io.engram.platform.testing.TestPlatform;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.release.SwapFailedException;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.ShadowScore;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.TrialReport;
import io.engram.schemas.releases.ReleasePublisher;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions on models, as a running processor follows them. */
class ModelReleaseIT {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(2);

  @TempDir private Path folder;
  private TestPlatform platform;
  private TestStream stream;
  private AvroSerdes serdes;
  private Producer<String, ModelRelease> producer;
  private Consumer<String, byte[]> swaps;
  private final Queue<ModelSwap> reported = new ArrayDeque<>();
  private int decisions;
  private ModelStore store;
  private ModelBundle first;
  private ModelBundle second;

  @BeforeEach
  void start() throws Exception {
    platform = TestStream.startPlatform();
    stream = new TestStream(platform);
    serdes = AvroSerdes.connect(platform.registryUrl());
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", platform.bootstrapServers(), "transactional.id", "releases"),
            new StringSerializer(),
            serdes.serializer(ModelRelease.class));
    producer.initTransactions();
    swaps =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = List.of(new TopicPartition(Topic.MODEL_SWAPS.topicName(), 0));
    swaps.assign(partitions);
    swaps.seekToBeginning(partitions);
    store = ModelStore.open(StoreConfig.folder(folder.resolve("store")));
    first = bundle("1", TinyModel.of(16, 16));
    second = bundle("2", TinyModel.of(32, 32));
    store.publish(first);
    store.publish(second);
  }

  @AfterEach
  void stop() {
    store.close();
    swaps.close();
    producer.close();
    serdes.close();
    stream.close();
    platform.close();
  }

  private ModelBundle bundle(String version, TinyModel model) {
    return TinyBundle.write(folder.resolve("bundle-" + version), model, "tiny", version);
  }

  private StreamProcessor processor(String... settings) throws Exception {
    Map<String, String> all =
        new TreeMap<>(
            Map.of(
                "bootstrap.servers", platform.bootstrapServers(),
                "schema.registry.url", platform.registryUrl(),
                "model.store", folder.resolve("store").toString(),
                "model.cache-folder", folder.resolve("cache").toString(),
                "batch.max-size", "4"));
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    return StreamProcessor.start(ProcessorConfig.from(all), first, ScoringMetrics.NONE);
  }

  private void decide(ReleaseDecision decision, String version, String sha256, String parent) {
    new ReleasePublisher(producer)
        .publish(
            ModelRelease.newBuilder()
                .setModelName("tiny")
                .setVersion(version)
                .setParentVersion(parent)
                .setBundleUri(store.address(sha256).toString())
                .setBundleSha256(sha256)
                .setDecision(decision)
                .setShare(0.5)
                .setExplanation("a test")
                .setReleasedAt(Instant.ofEpochSecond(++decisions))
                .build());
  }

  private void promote(ModelBundle bundle, String parent) {
    decide(PROMOTED, bundle.manifest().version(), bundle.sha256(), parent);
  }

  private ModelSwap nextSwap() {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (reported.isEmpty()) {
      assertThat(System.nanoTime()).as("no swap was reported").isLessThan(deadline);
      for (ConsumerRecord<String, byte[]> swap : swaps.poll(POLL)) {
        reported.add(serdes.deserializer(ModelSwap.class).deserialize(swap.topic(), swap.value()));
      }
    }
    return reported.remove();
  }

  @Test
  void shouldSwapUnderLoadWithoutLosingOrRepeatingAnImage() throws Exception {
    int images = 600;
    try (StreamProcessor processor = processor()) {
      processor.awaitRunning();
      stream.submit(0, images);
      promote(second, "1");
      ModelSwap swap = nextSwap();
      stream.submit(images, 2 * images);
      stream.awaitOutcomes(2 * images);

      assertThat(swap.getOutcome()).isEqualTo(SwapOutcome.SERVING);
      assertThat(swap.getVersion()).isEqualTo("2");
      assertThat(swap.getPreviousVersion()).isEqualTo("1");
      assertThat(swap.getBundleSha256()).isEqualTo(second.sha256());
      stream.assertEachOnce(2 * images);
      assertThat(stream.versions()).containsOnlyKeys("1", "2");
      assertThat(stream.versions().get("2")).isGreaterThanOrEqualTo(images - images / 100);

      decide(ROLLED_BACK, "1", first.sha256(), "2");
      assertThat(nextSwap().getVersion()).isEqualTo("1");
      stream.submit(2 * images, 2 * images + 50);
      stream.awaitOutcomes(2 * images + 50);
      stream.assertEachOnce(2 * images + 50);
    }
  }

  @Test
  void shouldTryAModelOutOnAShareUntilItIsWithdrawn() throws Exception {
    try (StreamProcessor processor = processor()) {
      processor.awaitRunning();
      decide(CANARY, "2", second.sha256(), "1");
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.ON_TRIAL);
      stream.submit(0, 200);
      stream.awaitOutcomes(200);
      assertThat(stream.versions().get("2")).isBetween(60, 140);

      decide(WITHDRAWN, "2", second.sha256(), "1");
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.TRIAL_ENDED);
      decide(CANARY, "2", second.sha256(), "1");
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.ON_TRIAL);
      promote(second, "1");
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.TRIAL_ENDED);
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.SERVING);
      stream.submit(200, 250);
      stream.awaitOutcomes(250);
      stream.assertEachOnce(250);
      assertThat(processor.serving()).isEqualTo("tiny 2");
    }
  }

  @Test
  void shouldTellWhatAShadowMadeOfItsShareAndServeTheChampionsResults() throws Exception {
    try (StreamProcessor processor = processor()) {
      processor.awaitRunning();
      decide(SHADOW, "2", second.sha256(), "1");
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.ON_TRIAL);
      stream.submit(0, 200);
      stream.awaitOutcomes(200);
      assertThat(stream.versions()).containsOnlyKeys("1");
      decide(WITHDRAWN, "2", second.sha256(), "1");
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.TRIAL_ENDED);
    }
    stream.assertEachOnce(200);

    List<ShadowScore> scores = all(Topic.SHADOW_SCORES, ShadowScore.class);
    List<TrialReport> reports = all(Topic.TRIAL_REPORTS, TrialReport.class);
    TrialReport last = reports.get(reports.size() - 1);
    assertThat(last.getImages() + last.getMissed()).isBetween(1L, 140L);
    assertThat(last.getChampionImages()).isEqualTo(last.getImages()).isPositive();
    assertThat(last.getChampionVersion()).isEqualTo("1");
    assertThat(scores.size()).isGreaterThanOrEqualTo((int) last.getImages());
    assertThat(scores)
        .allSatisfy(
            score -> {
              assertThat(score.getHeatmap().getModelVersion()).isEqualTo("2");
              assertThat(score.getChampionVersion()).isEqualTo("1");
              assertThat(score.getScoreShift())
                  .isEqualTo(score.getHeatmap().getScore() - score.getChampionScore());
            });
  }

  /** What is in a topic by now. */
  private <T extends SpecificRecord> List<T> all(Topic topic, Class<T> type) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", platform.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<T> all = new ArrayList<>();
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer
            .poll(POLL)
            .forEach(
                record ->
                    all.add(serdes.deserializer(type).deserialize(record.topic(), record.value())));
      }
      return all;
    }
  }

  @Test
  void shouldServeOnWhateverIsWrongWithARelease() throws Exception {
    ModelBundle noHeatmaps = bundle("3", TinyModel.of(16, 16).withAnswer(Answer.NOT_A_NUMBER));
    store.publish(noHeatmaps);
    ModelBundle damaged = bundle("4", TinyModel.of(24, 24));
    store.publish(damaged);
    Files.write(
        folder.resolve("store/bundles").resolve(damaged.sha256()).resolve("model.onnx"),
        new byte[] {1});
    try (StreamProcessor processor = processor()) {
      processor.awaitRunning();
      promote(noHeatmaps, "1");
      expectFailure(SwapOutcome.ENGINE_FAILED, "heatmaps are in [0,1]");
      promote(damaged, "1");
      expectFailure(SwapOutcome.BUNDLE_INVALID, "model.onnx has SHA-256");
      decide(PROMOTED, "5", "f".repeat(64), "1");
      expectFailure(SwapOutcome.FETCH_FAILED, "has no bundle ffff");
      decide(PROMOTED, "6", second.sha256(), "1");
      expectFailure(SwapOutcome.MODEL_UNFIT, "was released as tiny 6");

      stream.submit(50);
      stream.awaitOutcomes(50);
      assertThat(stream.versions()).containsOnlyKeys("1");
      promote(second, "1");
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.SERVING);
      assertThat(processor.isRunning()).isTrue();
    }
  }

  private void expectFailure(SwapOutcome outcome, String detail) {
    ModelSwap swap = nextSwap();
    assertThat(swap.getOutcome()).isEqualTo(outcome);
    assertThat(swap.getDetail()).contains(detail);
    assertThat(swap.getPreviousVersion()).isEqualTo("1");
  }

  @Test
  void shouldServeOnlyWhatATrustedKeySigned() throws Exception {
    Path key = folder.resolve("release.key");
    Path trusted = folder.resolve("release.pub");
    SigningKey.generate(key, trusted);
    String setting = "model.trusted-keys=" + trusted;
    assertThatThrownBy(() -> processor(setting)).isInstanceOf(UntrustedBundleException.class);
    first = SigningKey.read(key).sign(first);
    try (StreamProcessor processor = processor(setting)) {
      processor.awaitRunning();
      promote(second, "1");
      expectFailure(SwapOutcome.BUNDLE_UNTRUSTED, "it is not signed");

      store.publish(SigningKey.read(key).sign(second));
      promote(second, "1");
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.SERVING);
    }
  }

  @Test
  void shouldStartWithWhatWasReleased() throws Exception {
    promote(second, "1");
    try (StreamProcessor processor = processor()) {
      processor.awaitRunning();
      ModelSwap swap = nextSwap();
      assertThat(swap.getVersion()).isEqualTo("2");
      stream.submit(50);
      stream.awaitOutcomes(50);
      assertThat(stream.versions()).containsOnlyKeys("2");
    }
  }

  @Test
  void shouldStartWithTheVersionBeforeOneThatCannotServe() throws Exception {
    promote(second, "1");
    ModelBundle noHeatmaps = bundle("3", TinyModel.of(16, 16).withAnswer(Answer.NOT_A_NUMBER));
    store.publish(noHeatmaps);
    promote(noHeatmaps, "2");
    try (StreamProcessor processor = processor()) {
      processor.awaitRunning();
      assertThat(nextSwap().getOutcome()).isEqualTo(SwapOutcome.ENGINE_FAILED);
      assertThat(nextSwap().getVersion()).isEqualTo("2");
    }
  }

  @Test
  void shouldNotStartWhereNothingReleasedCanServe() throws Exception {
    decide(PROMOTED, "5", "f".repeat(64), "1");

    assertThatThrownBy(this::processor)
        .isInstanceOf(SwapFailedException.class)
        .hasMessageContaining("has no bundle ffff");
  }
}
