package io.engram.schemas.serde;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** The five bytes before the Avro binary, and the subject that goes with a topic. */
final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 1 + Integer.BYTES;

  private WireFormat() {}

  /** The subject of a topic's values by Confluent's TopicNameStrategy. */
  static String subject(String topic) {
    return topic + "-value";
  }

  static byte[] header(int schemaId) {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
  }

  /** The writer's schema id in a payload's header. */
  static int schemaId(String topic, byte[] payload) {
    if (payload.length < HEADER_BYTES) {
      throw notInWireFormat(topic, "it has " + payload.length + " bytes, the header alone has 5");
    }
    if (payload[0] != MAGIC) {
      throw notInWireFormat(topic, String.format("it begins with 0x%02x, not 0x00", payload[0]));
    }
    return ByteBuffer.wrap(payload).getInt(1);
  }

  private static SerializationException notInWireFormat(String topic, String reason) {
    return new SerializationException(
        "Topic %s: a value is not in Confluent's wire format: %s. Produce it with a schema registry aware Avro serializer."
            .formatted(topic, reason));
  }
}
