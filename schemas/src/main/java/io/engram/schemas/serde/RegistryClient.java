package io.engram.schemas.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import java.util.Map;
import java.util.Optional;

/**
 * Confluent's client, except that it tells a schema that is of no use from a registry that does not
 * answer: the original throws the same {@link java.io.IOException} for both.
 */
final class RegistryClient extends CachedSchemaRegistryClient {
  private static final int CACHED_SCHEMAS = 1_000;

  RegistryClient(String url, Map<String, ?> settings) {
    super(url, CACHED_SCHEMAS, settings);
  }

  /**
   * @throws UnusableSchemaException if the registry holds something else under it than Avro
   */
  @Override
  public Optional<ParsedSchema> parseSchema(Schema schema) {
    String type = schema.getSchemaType() == null ? AvroSchema.TYPE : schema.getSchemaType();
    if (!type.equals(AvroSchema.TYPE)) {
      throw new UnusableSchemaException("is " + type + ", not Avro");
    }
    Optional<ParsedSchema> parsed = super.parseSchema(schema);
    // References are asked for while parsing: then it may be the registry's failure after all.
    if (parsed.isEmpty() && schema.getReferences().isEmpty()) {
      throw new UnusableSchemaException("cannot be parsed as Avro");
    }
    return parsed;
  }
}
