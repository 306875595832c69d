package io.engram.schemas.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads events of one type from Confluent's wire format, whichever compatible schema they were
 * written with; {@code null}, a tombstone, stays {@code null}.
 *
 * <p>The first payload with a schema id blocks on the registry to fetch that schema, later ones use
 * what was fetched. Safe for use by several threads. The registry client belongs to the caller.
 *
 * @param <T> the event's type
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  private static final int NOT_FOUND = 404;

  /**
   * The answers of class 4xx that another attempt, or an operator, can change: not authenticated,
   * forbidden, timed out, too many requests. Any other is about the id that was asked for.
   */
  private static final Set<Integer> NOT_ABOUT_THE_SCHEMA = Set.of(401, 403, 408, 429);

  private final SchemaRegistryClient registry;
  private final Class<T> type;
  private final SpecificData model;
  private final Schema readerSchema;
  private final Map<Integer, DatumReader<T>> readersById = new ConcurrentHashMap<>();

  public AvroDeserializer(SchemaRegistryClient registry, Class<T> type) {
    this.registry = registry;
    this.type = type;
    this.model = new EventModel(type);
    this.readerSchema = model.getSchema(type);
  }

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    AvroSerializer.refuseKeys(isKey);
  }

  /**
   * @throws SerializationException if this payload cannot be read as {@code T}, now or ever: pass
   *     it by
   * @throws RegistryUnavailableException if the registry cannot be asked: the payload may be good
   */
  @Override
  public T deserialize(String topic, byte[] payload) {
    if (payload == null) {
      return null;
    }
    int id = WireFormat.schemaId(topic, payload);
    DatumReader<T> reader = readersById.computeIfAbsent(id, unseen -> readerOf(topic, unseen));
    try {
      return reader.read(null, avroOf(payload));
    } catch (IOException | RuntimeException e) {
      // Bytes at odds with their schema make Avro throw nearly anything, an index error included.
      throw unreadable(topic, id, "its bytes do not fit its schema (" + e + ")", e);
    }
  }

  private static BinaryDecoder avroOf(byte[] payload) {
    int start = WireFormat.HEADER_BYTES;
    return DecoderFactory.get().binaryDecoder(payload, start, payload.length - start, null);
  }

  private DatumReader<T> readerOf(String topic, int id) {
    ParsedSchema writer = fetch(topic, id);
    if (writer.rawSchema() instanceof Schema writerSchema) {
      return new SpecificDatumReader<>(writerSchema, readerSchema, model);
    }
    throw unreadable(topic, id, "that schema is " + writer.schemaType() + ", not Avro", null);
  }

  private static boolean isAboutTheSchema(int status) {
    return status / 100 == 4 && !NOT_ABOUT_THE_SCHEMA.contains(status);
  }

  private ParsedSchema fetch(String topic, int id) {
    try {
      return registry.getSchemaById(id);
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw unreadable(topic, id, "the registry has no such schema", e);
      }
      if (isAboutTheSchema(e.getStatus())) {
        throw unreadable(topic, id, "the registry refuses it (" + e.getMessage() + ")", e);
      }
      throw new RegistryUnavailableException(topic, "schema " + id, e);
    } catch (UnusableSchemaException e) {
      throw unreadable(topic, id, "that schema " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RegistryUnavailableException(topic, "schema " + id, e);
    }
  }

  private SerializationException unreadable(String topic, int id, String why, Exception cause) {
    return new SerializationException(
        "Topic %s: a value written with schema %d cannot be read as %s: %s. Produce it again with the schema under %s."
            .formatted(topic, id, type.getSimpleName(), why, WireFormat.subject(topic)),
        cause);
  }
}
