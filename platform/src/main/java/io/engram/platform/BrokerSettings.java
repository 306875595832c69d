package io.engram.platform;

import io.engram.schemas.topics.ClientSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Kafka's settings for a broker that is its whole cluster.
 *
 * @param host for clients
 * @param port for clients
 * @param controllerPort for the broker's own controller, on the loopback interface only
 * @param data a formatted directory
 */
record BrokerSettings(String host, int port, int controllerPort, Path data) {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";
  static final String LOOPBACK = "127.0.0.1";

  private static final String CLIENTS = "PLAINTEXT";

  Map<String, Object> asMap() {
    Map<String, Object> settings = new HashMap<>(ClientSettings.forBroker());
    settings.putAll(identity());
    settings.putAll(singleNode());
    settings.putAll(smallFootprint());
    settings.put("auto.create.topics.enable", false);
    return settings;
  }

  private Map<String, Object> identity() {
    String controller = LOOPBACK + ":" + controllerPort;
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        NODE_ID,
        "controller.quorum.voters",
        NODE_ID + "@" + controller,
        "controller.listener.names",
        CONTROLLER,
        "inter.broker.listener.name",
        CLIENTS,
        "listener.security.protocol.map",
        CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
        "listeners",
        CLIENTS + "://" + host + ":" + port + "," + CONTROLLER + "://" + controller,
        "log.dirs",
        data.toString());
  }

  /** Kafka keeps three copies of its own topics by default, and transactions need two of them. */
  private static Map<String, Object> singleNode() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  /** Defaults are for a machine that does nothing else: fifty partitions a topic, 128 MiB. */
  private static Map<String, Object> smallFootprint() {
    return Map.of(
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "4",
        "share.coordinator.state.topic.num.partitions", "4",
        "log.cleaner.dedupe.buffer.size", "2097152",
        "group.initial.rebalance.delay.ms", "0");
  }
}
