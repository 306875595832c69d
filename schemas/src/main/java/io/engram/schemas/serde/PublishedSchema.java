package io.engram.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The schema of an event as the registry holds it: that of its {@code .avsc} file.
 *
 * <p>Generated classes carry a schema with hints for Java ({@code avro.java.string}). They mean
 * nothing to other languages, so they stay out of the registry.
 */
public final class PublishedSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedSchema() {}

  /** The schema of {@code type}, without hints for Java. */
  public static AvroSchema of(Class<? extends SpecificRecord> type) {
    String generated = SpecificData.get().getSchema(type).toString();
    try {
      JsonNode schema = JSON.readTree(generated);
      schema
          .findParents(GenericData.STRING_PROP)
          .forEach(parent -> ((ObjectNode) parent).remove(GenericData.STRING_PROP));
      return new AvroSchema(schema.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(type + " has a schema that is not JSON: " + generated, e);
    }
  }
}
