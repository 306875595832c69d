package io.engram.processor.release;

import io.engram.schemas.ModelSwap;
import io.engram.schemas.topics.Topic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the topic {@code model-swaps}. A broker that is away holds nobody up for long. */
final class SwapReport {
  private static final Logger log = LoggerFactory.getLogger(SwapReport.class);

  private final Producer<String, ModelSwap> producer;

  SwapReport(Producer<String, ModelSwap> producer) {
    this.producer = producer;
  }

  void send(ModelSwap swap) {
    try {
      sendNow(swap);
    } catch (KafkaException e) {
      log.warn("{} does not take {}", Topic.MODEL_SWAPS.topicName(), swap, e);
    }
  }

  private void sendNow(ModelSwap swap) {
    producer.send(
        new ProducerRecord<>(Topic.MODEL_SWAPS.topicName(), swap.getProcessor(), swap),
        (place, failure) -> {
          if (failure != null) {
            log.warn("{} does not take {}", Topic.MODEL_SWAPS.topicName(), swap, failure);
          }
        });
  }
}
