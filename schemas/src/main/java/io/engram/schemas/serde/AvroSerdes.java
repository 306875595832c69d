package io.engram.schemas.serde;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serializers and deserializers that share one connection to a schema registry.
 *
 * <p>Closing this closes the connection, and with it every serde that came from here.
 */
public final class AvroSerdes implements AutoCloseable {
  /** The client waits a minute otherwise, within which a consumer would lose its partitions. */
  private static final Map<String, String> DEFAULTS =
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
    return connect(registryUrl, Map.of());
  }

  /**
   * Serdes for a registry that asks who calls, or has a certificate of its own.
   *
   * @param settings of Confluent's client, by the {@linkplain #settingNames names} it knows, such
   *     as {@code basic.auth.user.info} or {@code ssl.truststore.location}
   * @throws IllegalArgumentException if the URL is no HTTP URL
   * @throws ConfigException if a setting is wrong, such as a trust store that is not there
   */
  public static AvroSerdes connect(String registryUrl, Map<String, String> settings) {
    requireHttpUrl(registryUrl);
    Map<String, String> all = new HashMap<>(DEFAULTS);
    all.putAll(settings);
    try {
      return of(new RegistryClient(registryUrl, all));
    } catch (RuntimeException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new ConfigException(
          "The schema registry cannot be connected to as configured: %s. Check its settings."
              .formatted(reason.getMessage()));
    }
  }

  /** The names of settings that the connection to a registry knows. */
  public static Set<String> settingNames() {
    return RegistryClient.SETTINGS;
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
