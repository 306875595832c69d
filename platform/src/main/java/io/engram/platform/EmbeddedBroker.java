package io.engram.platform;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker in this JVM: one KRaft node, broker and controller at once.
 *
 * <p>Its threads end with {@link #close}. Kafka logs much at level INFO under {@code kafka} and
 * {@code org.apache.kafka}; raise these levels to keep it quiet. As any Kafka broker it ends the
 * process if its disk fails.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String NAME = "The embedded Kafka broker";

  private final String bootstrapServers;
  private final KafkaRaftServer server;
  private final DataDirectory data;

  private EmbeddedBroker(String bootstrapServers, KafkaRaftServer server, DataDirectory data) {
    this.bootstrapServers = bootstrapServers;
    this.server = server;
    this.data = data;
  }

  /** Starts a broker and returns when it serves; takes about two seconds. */
  public static EmbeddedBroker start(PlatformConfig config) throws PlatformStartException {
    int port = LocalPort.free(NAME, config.host(), config.brokerPort());
    int controllerPort = LocalPort.free(NAME, BrokerSettings.LOOPBACK, 0);
    DataDirectory data = DataDirectory.open(config.dataDirectory(), "kafka");
    BrokerSettings settings = new BrokerSettings(config.host(), port, controllerPort, data.path());
    KafkaRaftServer server = null;
    try {
      format(data);
      server = new KafkaRaftServer(new KafkaConfig(settings.asMap(), false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(config.host() + ":" + port, server, data);
    } catch (Exception e) {
      stop(server);
      data.close();
      throw new PlatformStartException(
          NAME,
          e.toString(),
          "Check that the disk under " + data.path() + " has room, and Kafka's log",
          e);
    }
  }

  /** Address for clients, {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker, waits until it has, and deletes its data if they were temporary. */
  @Override
  public void close() {
    stop(server);
    data.close();
  }

  private static void stop(KafkaRaftServer server) {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  /** Gives a new data directory its identity; leaves one that has an identity alone. */
  private static void format(DataDirectory data) throws Exception {
    if (Files.exists(data.path().resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .addDirectory(data.path().toString())
          .run();
    }
  }
}
