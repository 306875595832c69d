package io.engram.schemas.serde;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry did not answer, or answered with an error of its own.
 *
 * <p>Deliberately no {@link org.apache.kafka.common.errors.SerializationException}: the record at
 * hand is not at fault. Whoever passes bad records by must stop or retry on this one.
 */
public final class RegistryUnavailableException extends KafkaException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String topic, String purpose, Exception cause) {
    super(
        "Topic %s: the schema registry cannot be asked for %s (%s). Check its URL and that it runs."
            .formatted(topic, purpose, cause),
        cause);
  }
}
