package io.engram.benchmarks.stage;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;

import io.engram.schemas.ImageEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends images, spread evenly over the partitions; keyed and named by their numbers. Blocks while
 * the producer's buffer is full.
 */
public final class ImageSender implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final Producer<String, ImageEvent> producer;
  private final int partitions;

  ImageSender(Producer<String, ImageEvent> producer, int partitions) {
    this.producer = producer;
    this.partitions = partitions;
  }

  /** Sends one image, which is under way when this returns. */
  public void send(int number, byte[] content) {
    String name = Integer.toString(number);
    ImageEvent event =
        ImageEvent.newBuilder()
            .setImageId(name)
            .setContent(ByteBuffer.wrap(content))
            .setRegionsOfInterest(List.of())
            .setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .build();
    producer.send(new ProducerRecord<>(IMAGE_EVENTS.topicName(), number % partitions, name, event));
  }

  /** Waits until the broker has everything. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
