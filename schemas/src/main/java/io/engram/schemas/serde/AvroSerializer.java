package io.engram.schemas.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes events of one type in Confluent's wire format; {@code null} stays {@code null}, a
 * tombstone.
 *
 * <p>The first event for a topic blocks on the registry to learn the schema's id, later ones use
 * what was learned. Safe for use by several threads. The registry client belongs to the caller.
 *
 * @param <T> the event's type
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
  private static final int NOT_FOUND = 404;

  private final SchemaRegistryClient registry;
  private final Class<T> type;
  private final AvroSchema schema;
  private final DatumWriter<T> writer;
  private final Map<String, Integer> idsByTopic = new ConcurrentHashMap<>();

  public AvroSerializer(SchemaRegistryClient registry, Class<T> type) {
    this.registry = registry;
    this.type = type;
    this.schema = PublishedSchema.of(type);
    SpecificData model = new EventModel(type);
    this.writer = new SpecificDatumWriter<>(model.getSchema(type), model);
  }

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    refuseKeys(isKey);
  }

  static void refuseKeys(boolean isKey) {
    if (isKey) {
      throw new ConfigException(
          "Engram's record keys are UTF-8 strings: use Kafka's string serializer and deserializer");
    }
  }

  /**
   * @throws SerializationException if the schema is not registered for the topic, or the event
   *     lacks a field that its schema requires
   * @throws RegistryUnavailableException if the registry cannot be asked
   */
  @Override
  public byte[] serialize(String topic, T event) {
    if (event == null) {
      return null;
    }
    int id = idsByTopic.computeIfAbsent(topic, this::lookUpId);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(WireFormat.header(id));
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writer.write(event, encoder);
      encoder.flush();
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "Topic %s: a %s cannot be written with schema %d: %s. Build events with their builders, which check every field."
              .formatted(topic, type.getSimpleName(), id, e.getMessage()),
          e);
    }
    return bytes.toByteArray();
  }

  int lookUpId(String topic) {
    String subject = WireFormat.subject(topic);
    try {
      return registry.getId(subject, schema);
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new SerializationException(
            "Topic %s: the schema of %s is not registered under %s (%s). Run \"engram topics apply\" against this registry."
                .formatted(topic, type.getSimpleName(), subject, e.getMessage()),
            e);
      }
      throw new RegistryUnavailableException(topic, "the id of " + subject, e);
    } catch (IOException e) {
      throw new RegistryUnavailableException(topic, "the id of " + subject, e);
    }
  }
}
