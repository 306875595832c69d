package io.engram.k8s;

import static java.util.stream.Collectors.joining;

import io.engram.schemas.topics.ClientSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker that asks for passwords and rights, as Strimzi sets one up; without TLS, and with
 * passwords that are the users' names.
 */
final class SecuredBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final String clients;
  private final String inside;

  private SecuredBroker(KafkaRaftServer server, String clients, String inside) {
    this.server = server;
    this.clients = clients;
    this.inside = inside;
  }

  static SecuredBroker start(Path data, List<String> users) throws Exception {
    String clients = free();
    String inside = free();
    String controller = free();
    try (var nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .addDirectory(data.toString())
          .run();
    }
    Map<String, Object> settings = settings(clients, inside, controller, users);
    settings.put("log.dirs", data.toString());
    var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    return new SecuredBroker(server, clients, inside);
  }

  private static String free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return HOST + ":" + socket.getLocalPort();
    }
  }

  private static Map<String, Object> settings(
      String clients, String inside, String controller, List<String> users) {
    Map<String, Object> settings = new HashMap<>(ClientSettings.forBroker());
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", 1);
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "INSIDE");
    settings.put(
        "listeners",
        "CLIENTS://%s,INSIDE://%s,CONTROLLER://%s".formatted(clients, inside, controller));
    settings.put(
        "listener.security.protocol.map",
        "CLIENTS:SASL_PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put(
        "listener.name.clients.plain.sasl.jaas.config",
        users.stream()
            .map("user_%1$s=\"%1$s\""::formatted)
            .collect(
                joining(
                    " ",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required ",
                    ";")));
    settings.put("authorizer.class.name", RecordingAuthorizer.class.getName());
    settings.put("super.users", "User:ANONYMOUS");
    settings.put("auto.create.topics.enable", false);
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("group.initial.rebalance.delay.ms", "0");
    return settings;
  }

  String bootstrapServers() {
    return clients;
  }

  /** Of somebody who may do everything. */
  Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, inside));
  }

  /** What a user's client needs to log in. */
  static Map<String, String> login(String user) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\" password=\"%1$s\";"
            .formatted(user));
  }

  /** The same as a file. */
  static Path loginFile(Path folder, String user) throws IOException {
    return Files.write(
        folder.resolve(user + ".properties"),
        login(user).entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList());
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
