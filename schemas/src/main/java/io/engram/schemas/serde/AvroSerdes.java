package io.engram.schemas.serde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serializers and deserializers that share one connection to a schema registry.
 *
 * <p>Closing this closes the connection, and with it every serde that came from here.
 */
public final class AvroSerdes implements AutoCloseable {
  /** The client waits a minute otherwise, within which a consumer would lose its partitions. */
  private static final Map<String, String> CLIENT_SETTINGS =
      Map.of("http.connect.timeout.ms", "5000", "http.read.timeout.ms", "10000");

  private final SchemaRegistryClient registry;

  private AvroSerdes(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Serdes for the registry at {@code registryUrl}; sends nothing yet.
   *
   * @param registryUrl base URL of the Confluent-compatible API, such as {@code
   *     http://localhost:8081}
   * @throws IllegalArgumentException if that is no HTTP URL
   */
  public static AvroSerdes connect(String registryUrl) {
    requireHttpUrl(registryUrl);
    return of(new RegistryClient(registryUrl, CLIENT_SETTINGS));
  }

  /** Serdes for a registry client, which is closed with them. */
  public static AvroSerdes of(SchemaRegistryClient registry) {
    return new AvroSerdes(registry);
  }

  public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return Serdes.serdeFrom(serializer(type), deserializer(type));
  }

  public <T extends SpecificRecord> AvroSerializer<T> serializer(Class<T> type) {
    return new AvroSerializer<>(registry, type);
  }

  public <T extends SpecificRecord> AvroDeserializer<T> deserializer(Class<T> type) {
    return new AvroDeserializer<>(registry, type);
  }

  /**
   * Asks the registry now whether events of {@code type} can be produced to {@code topic}, so that
   * what is amiss shows when a program starts and not at its first event.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if the schema is not registered
   * @throws RegistryUnavailableException if the registry cannot be asked
   */
  public void requireRegistered(String topic, Class<? extends SpecificRecord> type) {
    serializer(type).lookUpId(topic);
  }

  /** The connection itself, which stays this object's to close. */
  public SchemaRegistryClient registry() {
    return registry;
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The schema registry client does not close", e);
    }
  }

  private static void requireHttpUrl(String url) {
    try {
      URI uri = new URI(url);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      throw noHttpUrl(url, e);
    }
    throw noHttpUrl(url, null);
  }

  private static IllegalArgumentException noHttpUrl(String url, Exception cause) {
    return new IllegalArgumentException(
        "Schema registry URL \"%s\" is no HTTP URL. Give one such as http://localhost:8081."
            .formatted(url),
        cause);
  }
}
