package io.engram.cli.connection;

import io.engram.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that every command has that talks to a broker and a registry. */
public final class ConnectionOptions {

  /** Where {@code engram platform} listens unless told otherwise. */
  public static final int KAFKA_PORT = 9092;

  /** Where {@code engram platform} has its registry unless told otherwise. */
  public static final int REGISTRY_PORT = 8081;

  /** The option that names the brokers. */
  public static final String BOOTSTRAP_SERVERS = "--bootstrap-servers";

  /** The option that names the registry. */
  public static final String REGISTRY = "--registry";

  @Option(
      names = BOOTSTRAP_SERVERS,
      paramLabel = "HOST:PORT,...",
      defaultValue = "${env:ENGRAM_BOOTSTRAP_SERVERS:-127.0.0.1:" + KAFKA_PORT + "}",
      description =
          "Kafka brokers. Default: $ENGRAM_BOOTSTRAP_SERVERS, else 127.0.0.1:" + KAFKA_PORT + ".")
  private String bootstrapServers;

  @Option(
      names = REGISTRY,
      paramLabel = "URL",
      converter = RegistryUrl.class,
      defaultValue =
          "${env:ENGRAM_REGISTRY:-http://127.0.0.1:" + REGISTRY_PORT + "/apis/ccompat/v7}",
      description =
          "Schema registry with Confluent's API. Default: $ENGRAM_REGISTRY, else"
              + " http://127.0.0.1:"
              + REGISTRY_PORT
              + "/apis/ccompat/v7.")
  private String registry;

  @Option(
      names = "--client-config",
      paramLabel = "FILE",
      defaultValue = "${env:ENGRAM_CLIENT_CONFIG:-}",
      description =
          "Properties for every Kafka client, such as security.protocol and sasl.jaas.config, and,"
              + " after schema.registry., for the registry's, such as"
              + " schema.registry.basic.auth.user.info. Default: $ENGRAM_CLIENT_CONFIG, else none.")
  private Path clientConfig;

  /**
   * What the options say.
   *
   * @throws CommandFailedException if the file of client properties can't be read
   */
  public Connection connection() throws CommandFailedException {
    return Connection.of(
        bootstrapServers,
        registry,
        clientConfig.toString().isEmpty() ? Map.of() : read(clientConfig, "--client-config"));
  }

  /**
   * Reads a file of properties.
   *
   * @param option the option that named it
   * @throws CommandFailedException if it can't be read
   */
  public static Map<String, String> read(Path file, String option) throws CommandFailedException {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailedException(
          file.toString(),
          "can't be read as properties",
          "Give a file with lines of the form key=value to " + option + ".",
          e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
  }
}
