package io.engram.schemas.serde;

import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BASIC_AUTH_CREDENTIALS_SOURCE;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_CACHE_EXPIRY_BUFFER_SECONDS;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_CLIENT_ID;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_CLIENT_SECRET;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_CREDENTIALS_SOURCE;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_IDENTITY_POOL_ID;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_ISSUER_ENDPOINT_URL;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_LOGICAL_CLUSTER;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_SCOPE;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_SCOPE_CLAIM_NAME;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_SUB_CLAIM_NAME;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.BEARER_AUTH_TOKEN_CONFIG;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.CLIENT_NAMESPACE;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.PROXY_HOST;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.PROXY_PORT;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.USER_INFO_CONFIG;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Confluent's client, except that it tells a schema that is of no use from a registry that does not
 * answer: the original throws the same {@link java.io.IOException} for both.
 */
final class RegistryClient extends CachedSchemaRegistryClient {
  static final Set<String> SETTINGS = settings();

  private static final int CACHED_SCHEMAS = 1_000;
  private static final String TLS = "ssl.";

  RegistryClient(String url, Map<String, String> settings) {
    super(url, CACHED_SCHEMAS, inItsOwnWords(settings));
  }

  private static Set<String> settings() {
    ConfigDef tls = new ConfigDef();
    SslConfigs.addClientSslSupport(tls);
    Set<String> names = new TreeSet<>(tls.names());
    names.addAll(
        List.of(
            BASIC_AUTH_CREDENTIALS_SOURCE,
            USER_INFO_CONFIG,
            BEARER_AUTH_CREDENTIALS_SOURCE,
            BEARER_AUTH_TOKEN_CONFIG,
            BEARER_AUTH_ISSUER_ENDPOINT_URL,
            BEARER_AUTH_CLIENT_ID,
            BEARER_AUTH_CLIENT_SECRET,
            BEARER_AUTH_SCOPE,
            BEARER_AUTH_SCOPE_CLAIM_NAME,
            BEARER_AUTH_SUB_CLAIM_NAME,
            BEARER_AUTH_LOGICAL_CLUSTER,
            BEARER_AUTH_IDENTITY_POOL_ID,
            BEARER_AUTH_CACHE_EXPIRY_BUFFER_SECONDS,
            HTTP_CONNECT_TIMEOUT_MS,
            HTTP_READ_TIMEOUT_MS,
            PROXY_HOST,
            PROXY_PORT));
    return Collections.unmodifiableSet(names);
  }

  /** The client reads its settings as they are, except that those for TLS have a prefix. */
  private static Map<String, String> inItsOwnWords(Map<String, String> settings) {
    return settings.entrySet().stream()
        .collect(
            Collectors.toMap(
                s -> s.getKey().startsWith(TLS) ? CLIENT_NAMESPACE + s.getKey() : s.getKey(),
                Map.Entry::getValue));
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
