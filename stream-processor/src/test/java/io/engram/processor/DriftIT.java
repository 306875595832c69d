package io.engram.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.model.bundle.Histogram;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import io.engram.platform.testing.TestPlatform;
import io.engram.processor.config.ProcessorConfig;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.DriftFeature;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ModelDrift;
import io.engram.schemas.UpdateReason;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that become unlike the model's, as a running processor sees them. */
class DriftIT {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final int WINDOW = 100;

  @TempDir private Path folder;
  private final Random random = new Random(7);
  private final List<ModelDrift> drifts = new ArrayList<>();
  private final List<DatasetUpdated> updates = new ArrayList<>();
  private TestPlatform platform;
  private TestStream stream;
  private AvroSerdes serdes;
  private Consumer<String, byte[]> events;
  private ModelBundle model;
  private int submitted;

  @BeforeEach
  void start() throws Exception {
    platform = TestStream.startPlatform();
    stream = new TestStream(platform);
    serdes = AvroSerdes.connect(platform.registryUrl());
    events =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(
            new TopicPartition(Topic.MODEL_DRIFT.topicName(), 0),
            new TopicPartition(Topic.DATASET_UPDATES.topicName(), 0));
    events.assign(partitions);
    events.seekToBeginning(partitions);
    List<RgbImage> reference = IntStream.range(0, 1000).mapToObj(i -> dark()).toList();
    model =
        TinyBundle.write(
            folder.resolve("bundle"),
            TinyModel.of(16, 16),
            TinyBundle.draft(
                16,
                16,
                "tiny",
                "1",
                // The tiny model's score is how red a picture is, about its luma here.
                Histogram.of(reference.stream().mapToDouble(RgbImage::brightness), 0, 1, 50),
                new Manifest.ReferenceInputs(
                    Histogram.of(reference.stream().mapToDouble(RgbImage::brightness), 0, 1, 50),
                    Histogram.of(DoubleStream.generate(() -> 8).limit(1000), 8, 28, 40))));
  }

  @AfterEach
  void stop() {
    events.close();
    serdes.close();
    stream.close();
    platform.close();
  }

  /** Of 16 x 16 pixels, all of one grey. */
  private RgbImage dark() {
    byte[] rgb = new byte[16 * 16 * 3];
    byte grey = (byte) random.nextInt(20, 110);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = grey;
    }
    // No two have the same bytes, or they were scored once.
    for (int i = 0; i < 9; i++) {
      rgb[i] = (byte) random.nextInt(256);
    }
    return new RgbImage(16, 16, rgb);
  }

  private RgbImage inverted() {
    byte[] rgb = dark().rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (255 - (rgb[i] & 0xff));
    }
    return new RgbImage(16, 16, rgb);
  }

  private void score(int pictures, boolean inverted) {
    PngEncoder encoder = new PngEncoder();
    try (Producer<String, ImageEvent> producer = producer(ImageEvent.class)) {
      for (int i = 0; i < pictures; i++) {
        String id = TestStream.imageId(submitted++);
        byte[] picture = encoder.encode(inverted ? inverted() : dark());
        producer.send(
            new ProducerRecord<>(
                Topic.IMAGE_EVENTS.topicName(), id, TestStream.event(id, picture)));
      }
    }
    stream.awaitOutcomes(submitted);
  }

  private StreamProcessor processor() throws Exception {
    return StreamProcessor.start(
        ProcessorConfig.from(
            Map.of(
                "bootstrap.servers",
                platform.bootstrapServers(),
                "schema.registry.url",
                platform.registryUrl(),
                "instance.id",
                "here",
                "drift.window",
                "" + WINDOW,
                "drift.dataset",
                "ads",
                "batch.max-size",
                "4")),
        model,
        ScoringMetrics.NONE);
  }

  private <T extends SpecificRecord> Producer<String, T> producer(Class<T> type) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", platform.bootstrapServers()),
        new StringSerializer(),
        serdes.serializer(type));
  }

  private void publish(String dataset, int images) {
    try (Producer<String, DatasetUpdated> producer = producer(DatasetUpdated.class)) {
      producer.send(
          new ProducerRecord<>(
              Topic.DATASET_UPDATES.topicName(),
              dataset,
              DatasetUpdated.newBuilder()
                  .setDataset(dataset)
                  .setUri("file:///" + dataset)
                  .setFingerprint("f".repeat(64))
                  .setReason(UpdateReason.NEW_LABELS)
                  .setTrainingImages(images)
                  .setValidationImages(2)
                  .setPublishedAt(Instant.EPOCH)
                  .build()));
    }
  }

  private void await(BooleanSupplier there) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (!there.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s %s", drifts, updates).isLessThan(deadline);
      for (ConsumerRecord<String, byte[]> event : events.poll(POLL)) {
        if (event.topic().equals(Topic.MODEL_DRIFT.topicName())) {
          assertThat(event.key()).isEqualTo("here");
          drifts.add(read(ModelDrift.class, event));
        } else {
          updates.add(read(DatasetUpdated.class, event));
        }
      }
    }
  }

  private <T extends SpecificRecord> T read(Class<T> type, ConsumerRecord<String, byte[]> event) {
    return serdes.deserializer(type).deserialize(event.topic(), event.value());
  }

  @Test
  void shouldTellOfInvertedPicturesWithinTwoWindowsAndAskForAnotherModel() throws Exception {
    publish("ads", 10);
    publish("ads", 20);
    publish("others", 30);
    try (StreamProcessor processor = processor()) {
      processor.awaitRunning();
      score(5 * WINDOW, false);
      score(2 * WINDOW, true);
      await(() -> drifts.size() == 2 && updates.size() == 4);
      // Normal windows told nothing, or it would have come first.
      assertThat(drifts)
          .extracting(ModelDrift::getFeature)
          .containsExactlyInAnyOrder(DriftFeature.SCORE, DriftFeature.BRIGHTNESS);
      assertThat(drifts).allMatch(ModelDrift::getDrifting);
      ModelDrift brightness =
          drifts.stream()
              .filter(one -> one.getFeature() == DriftFeature.BRIGHTNESS)
              .findFirst()
              .get();
      assertThat(brightness.getMean()).isBetween(0.6, 0.9);
      assertThat(brightness.getReferenceMean()).isBetween(0.2, 0.3);
      assertThat(brightness.getStabilityIndex()).isGreaterThan(brightness.getLimit());
      assertThat(brightness.getImages()).isEqualTo(WINDOW);
      assertThat(brightness.getModelVersion()).isEqualTo("1");
      DatasetUpdated asked = updates.get(3);
      assertThat(asked.getReason()).isEqualTo(UpdateReason.DRIFT);
      assertThat(asked.getDataset()).isEqualTo("ads");
      assertThat(asked.getTrainingImages()).isEqualTo(20);
      assertThat(asked.getPublishedAt()).isAfter(Instant.EPOCH);

      score(2 * WINDOW, false);
      await(() -> drifts.size() == 4);
      assertThat(drifts.subList(2, 4)).noneMatch(ModelDrift::getDrifting);
    }
  }
}
