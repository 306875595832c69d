package io.engram.processor.report;

import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events beside the stream. They may be lost, which the log tells then: whoever reports
 * never waits, neither for a broker that is away nor for the registry. Thread-safe.
 */
public final class Reports implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reports.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Producer<String, byte[]> producer;
  private final AvroSerdes serdes;
  private final ThreadPoolExecutor thread;
  private final Map<Class<?>, Serializer<?>> serializers = new ConcurrentHashMap<>();
  private final AtomicBoolean full = new AtomicBoolean();

  /**
   * @param producer is closed with this
   * @param serdes stay the caller's
   * @param waiting events that may wait to be written
   */
  public Reports(Producer<String, byte[]> producer, AvroSerdes serdes, int waiting) {
    this.producer = producer;
    this.serdes = serdes;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              Thread reporting = new Thread(task, "engram-reports");
              reporting.setDaemon(true);
              return reporting;
            });
  }

  /**
   * Connects to brokers.
   *
   * @param config of the producer, without serializers
   */
  public static Reports open(Map<String, Object> config, AvroSerdes serdes, int waiting) {
    return new Reports(
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()),
        serdes,
        waiting);
  }

  /**
   * Writes an event, at once or soon.
   *
   * @return whether it will be tried: not where too many others wait
   */
  public boolean send(Topic topic, String key, SpecificRecord event) {
    try {
      thread.execute(() -> write(topic, key, event));
      full.set(false);
      return true;
    } catch (RejectedExecutionException e) {
      if (!full.getAndSet(true)) {
        log.warn("{} misses events of {}: others wait to be written", topic.topicName(), key);
      }
      return false;
    }
  }

  private <T extends SpecificRecord> void write(Topic topic, String key, T event) {
    try {
      byte[] value = serializer(event).serialize(topic.topicName(), event);
      producer.send(
          new ProducerRecord<>(topic.topicName(), key, value),
          (place, failure) -> {
            if (failure != null) {
              missed(topic, key, failure);
            }
          });
    } catch (RuntimeException e) {
      missed(topic, key, e);
    }
  }

  @SuppressWarnings("unchecked")
  private <T extends SpecificRecord> Serializer<T> serializer(T event) {
    Class<T> type = (Class<T>) event.getClass();
    return (Serializer<T>) serializers.computeIfAbsent(type, key -> serdes.serializer(type));
  }

  private static void missed(Topic topic, String key, Exception reason) {
    log.warn("{} misses an event of {}", topic.topicName(), key, reason);
  }

  /** Gives what waits a little time. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("{} reports are not written", thread.getQueue().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(CLOSE_WITHIN);
  }
}
