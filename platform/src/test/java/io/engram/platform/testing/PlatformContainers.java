package io.engram.platform.testing;

import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.ClientSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupState;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/**
 * A broker and a registry from official images.
 *
 * @param network for further containers, which find both by {@link #environment}
 */
public record PlatformContainers(
    Network network, KafkaContainer kafka, GenericContainer<?> registry) {
  static final String KAFKA = "apache/kafka:4.1.1";

  /** Data in memory. */
  static final String REGISTRY = "quay.io/apicurio/apicurio-registry-mem:2.6.13.Final";

  private static final String INSIDE = "kafka:19092";
  private static final int REGISTRY_PORT = 8080;

  /** Returns when both serve; what started stops again if one does not. */
  static PlatformContainers start() throws Exception {
    DockerImages.require(KAFKA, REGISTRY);
    Network network = Network.newNetwork();
    var containers =
        new PlatformContainers(
            network,
            new KafkaContainer(KAFKA)
                .withNetwork(network)
                .withListener(INSIDE)
                .withEnv(brokerSettings()),
            new GenericContainer<>(REGISTRY)
                .withNetwork(network)
                .withNetworkAliases("registry")
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp("/health/ready")));
    try {
      Startables.deepStart(containers.kafka, containers.registry).get();
      containers.requireCompatibility();
      return containers;
    } catch (Exception e) {
      containers.kafka.stop();
      containers.registry.stop();
      network.close();
      throw e;
    }
  }

  /** Those of the embedded broker that tests depend on. */
  private static Map<String, String> brokerSettings() {
    Map<String, Object> settings = new HashMap<>(ClientSettings.forBroker());
    settings.put("auto.create.topics.enable", false);
    // Fifty by default, which take a second to create.
    settings.put("transaction.state.log.num.partitions", 4);
    Map<String, String> environment = new HashMap<>();
    settings.forEach(
        (name, value) ->
            environment.put(
                "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value.toString()));
    return environment;
  }

  /** Apicurio takes any schema unless told otherwise. */
  private void requireCompatibility() throws Exception {
    try (AvroSerdes serdes = AvroSerdes.connect(registryUrl())) {
      serdes.registry().updateCompatibility(null, "FULL_TRANSITIVE");
    }
  }

  private String registryUrl() {
    return url(registry.getHost(), registry.getMappedPort(REGISTRY_PORT));
  }

  private static String url(String host, int port) {
    return "http://%s:%d/apis/ccompat/v7".formatted(host, port);
  }

  /** Tells an image of Engram in the same network where both are. */
  public Map<String, String> environment() {
    return Map.of(
        "ENGRAM_BOOTSTRAP_SERVERS", INSIDE, "ENGRAM_REGISTRY", url("registry", REGISTRY_PORT));
  }

  /** As if both had just started. Only transactional ids that no longer write are still known. */
  TestPlatform emptied() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.getBootstrapServers()));
        AvroSerdes serdes = AvroSerdes.connect(registryUrl())) {
      deleteGroups(admin);
      deleteTopics(admin);
      for (String subject : serdes.registry().getAllSubjects()) {
        serdes.registry().deleteSubject(subject);
        serdes.registry().deleteSubject(subject, true);
      }
    }
    return new TestPlatform(kafka.getBootstrapServers(), registryUrl(), () -> {});
  }

  private static void deleteGroups(Admin admin) throws Exception {
    Collection<GroupListing> groups = admin.listGroups().all().get();
    for (GroupListing group : groups) {
      // Of a process that was killed.
      if (!group.groupState().equals(Optional.of(GroupState.EMPTY))) {
        admin
            .removeMembersFromConsumerGroup(
                group.groupId(), new RemoveMembersFromConsumerGroupOptions())
            .all()
            .get();
      }
    }
    admin.deleteConsumerGroups(groups.stream().map(GroupListing::groupId).toList()).all().get();
  }

  /** Returns when the broker no longer names them, which is later than its answer. */
  private static void deleteTopics(Admin admin) throws Exception {
    Set<String> left = admin.listTopics().names().get();
    admin.deleteTopics(left).all().get();
    while (!left.isEmpty()) {
      left = admin.listTopics().names().get();
    }
  }

  @Override
  public String toString() {
    return "containers of " + KAFKA + " and " + REGISTRY;
  }
}
