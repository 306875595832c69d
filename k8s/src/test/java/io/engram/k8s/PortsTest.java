package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds ports against each other: of commands, containers, probes, services, monitors, policies.
 */
class PortsTest {
  private static final String METRICS = "metrics";
  private static final String COLLECTOR = "OTEL_EXPORTER_OTLP_ENDPOINT";

  static List<Overlay> overlays() {
    return Overlay.all().toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldBeThoseThatCommandsListenOn(Overlay overlay) {
    for (Resource set : overlay.ofKind("StatefulSet").toList()) {
      JsonNode container = set.container();
      List<String> arguments =
          Resource.elements(container.path("args")).map(JsonNode::asText).toList();
      int port = Integer.parseInt(arguments.get(arguments.indexOf("--metrics-port") + 1));

      assertThat(container.at("/ports/0/name").asText()).isEqualTo(METRICS);
      assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(port);
      assertThat(overlay.get("Service", set.name()).at("/spec/ports/0/port").asInt())
          .isEqualTo(port);
      assertThat(
              overlay
                  .get("NetworkPolicy", set.name() + "-metrics")
                  .at("/spec/ingress/0/ports/0/port")
                  .asInt())
          .isEqualTo(port);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldAnswerOneQuestionEach(Overlay overlay) {
    Map<String, String> questions =
        Map.of(
            "startupProbe", "/health/live",
            "livenessProbe", "/health/live",
            "readinessProbe", "/health/ready");
    for (Resource set : overlay.ofKind("StatefulSet").toList()) {
      questions.forEach(
          (probe, path) -> {
            JsonNode get = set.container().path(probe).path("httpGet");
            assertThat(get.path("path").asText()).as("%s %s", set, probe).isEqualTo(path);
            assertThat(get.path("port").asText()).isEqualTo(METRICS);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldBeNamedWhereServicesAndMonitorsNameThem(Overlay overlay) {
    for (Resource service : overlay.ofKind("Service").toList()) {
      List<Resource> behind = overlay.selectedBy(service.at("/spec/selector"));
      assertThat(behind).as(service.toString()).hasSize(1);
      assertThat(service.all("/spec/ports"))
          .extracting(port -> port.path("targetPort").asText())
          .isSubsetOf(portNames(behind.get(0)));
    }
    for (Resource monitor : overlay.ofKind("ServiceMonitor").toList()) {
      Resource service = overlay.get("Service", monitor.name());
      assertThat(service.at("/metadata/labels").properties())
          .containsAll(monitor.at("/spec/selector/matchLabels").properties());
      assertThat(service.all("/spec/ports"))
          .extracting(port -> port.path("name").asText())
          .contains(monitor.at("/spec/endpoints/0/port").asText());
      assertThat(monitor.at("/spec/endpoints/0/path").asText()).isEqualTo("/metrics");
    }
  }

  private static List<String> portNames(Resource workload) {
    return Resource.elements(workload.container().path("ports"))
        .map(port -> port.path("name").asText())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldLetThroughWhatIsConnectedToAndNothingElse(Overlay overlay) {
    JsonNode connection = overlay.get("ConfigMap", "engram-connection").at("/data");
    Set<Integer> used = new TreeSet<>(Set.of(53));
    used.add(port("//" + connection.path("ENGRAM_BOOTSTRAP_SERVERS").asText()));
    used.add(port(connection.path("ENGRAM_REGISTRY").asText()));
    if (!connection.path("ENGRAM_MODEL_STORE").asText().isEmpty()) {
      used.add(443);
      used.add(80); // of what gives pods their role's credentials
    }
    if (connection.has(COLLECTOR)) {
      used.add(port(connection.path(COLLECTOR).asText()));
    }
    Set<Integer> allowed = new TreeSet<>();
    overlay
        .ofKind("NetworkPolicy")
        .flatMap(policy -> policy.all("/spec/egress"))
        .flatMap(rule -> Resource.elements(rule.path("ports")))
        .forEach(port -> allowed.add(port.path("port").asInt()));

    assertThat(allowed).isEqualTo(used);
    assertThat(overlay.get("Kafka", "engram").at("/spec/kafka/listeners/0/port").asInt())
        .isEqualTo(port("//" + connection.path("ENGRAM_BOOTSTRAP_SERVERS").asText()));
  }

  private static int port(String address) {
    return URI.create(address).getPort();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldDenyAllElseToAllPodsOfEngram(Overlay overlay) {
    Resource nothing = overlay.get("NetworkPolicy", "engram-nothing-else");

    assertThat(nothing.at("/spec/policyTypes"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(nothing.at("/spec").has("ingress") || nothing.at("/spec").has("egress")).isFalse();
    assertThat(overlay.selectedBy(nothing.at("/spec/podSelector/matchLabels")))
        .containsExactlyInAnyOrderElementsOf(
            overlay.workloads().filter(one -> one.name().startsWith("engram-")).toList());
    assertThat(overlay.ofKind("NetworkPolicy"))
        .allSatisfy(policy -> assertThat(overlay.under(policy)).as(policy.toString()).isNotEmpty());
  }

  /** Only what reads the store or references, and what sends traces. */
  @Test
  void shouldLetOnlyThoseOutThatHaveSomethingToDoThere() {
    Overlay production = Overlay.of("production");

    assertThat(production.under(production.get("NetworkPolicy", "engram-object-store")))
        .extracting(Resource::name)
        .containsExactlyInAnyOrder("engram-processor", "engram-trainer", "engram-command");
    assertThat(production.under(production.get("NetworkPolicy", "engram-traces")))
        .extracting(Resource::name)
        .containsExactlyInAnyOrder("engram-processor", "engram-command");
  }
}
