package io.engram.benchmarks.stage;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;

import io.engram.cli.console.CommandFailedException;
import io.engram.schemas.ImageEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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
  private final AtomicReference<Exception> failure = new AtomicReference<>();

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
    producer.send(
        new ProducerRecord<>(IMAGE_EVENTS.topicName(), number % partitions, name, event),
        (place, reason) -> {
          if (reason != null) {
            failure.compareAndSet(null, reason);
          }
        });
  }

  /**
   * Waits until the broker has everything.
   *
   * @throws CommandFailedException if it did not take an image
   */
  public void flush() throws CommandFailedException {
    producer.flush();
    Exception reason = failure.get();
    if (reason != null) {
      throw new CommandFailedException(
          "an image of the benchmark",
          "could not be sent (" + reason.getMessage() + ")",
          "Give images below 32 MiB.",
          reason);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
