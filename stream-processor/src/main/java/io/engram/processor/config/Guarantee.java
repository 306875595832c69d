package io.engram.processor.config;

import org.apache.kafka.streams.StreamsConfig;

/** What a crash may do to results. */
public enum Guarantee {
  /** Every image has its outcome exactly once: outcomes and offsets are one transaction. */
  EXACTLY_ONCE_V2(StreamsConfig.EXACTLY_ONCE_V2),
  /** No image is lost; after a crash, some outcomes may come twice. */
  AT_LEAST_ONCE(StreamsConfig.AT_LEAST_ONCE);

  private final String kafkaName;

  Guarantee(String kafkaName) {
    this.kafkaName = kafkaName;
  }

  /** The value of Kafka Streams' {@code processing.guarantee}. */
  public String kafkaName() {
    return kafkaName;
  }
}
