package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The level {@code restricted} of Kubernetes' Pod Security Standards, and what Engram adds. */
class PodSecurityTest {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  static List<Overlay> overlays() {
    return Overlay.all().toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldBeEnforced(Overlay overlay) {
    assertThat(overlay.get("Namespace", "engram").label("pod-security.kubernetes.io/enforce"))
        .isEqualTo("restricted");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldBeKeptByEveryPod(Overlay overlay) {
    for (Resource workload : overlay.workloads().toList()) {
      JsonNode spec = workload.podTemplate().path("spec");
      String name = workload.toString();
      for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
        assertThat(spec.has(host)).as(name).isFalse();
      }
      JsonNode pod = spec.path("securityContext");
      assertThat(pod.path("runAsNonRoot").asBoolean()).as(name).isTrue();
      assertThat(pod.path("runAsUser").asInt()).as(name).isPositive();
      assertThat(pod.at("/seccompProfile/type").asText()).as(name).isEqualTo("RuntimeDefault");
      assertThat(spec.path("volumes"))
          .allSatisfy(
              volume -> {
                var kinds = volume.properties().stream().map(field -> field.getKey()).toList();
                assertThat(kinds).filteredOn(kind -> !kind.equals("name")).isSubsetOf(VOLUMES);
              });
      assertThat(workload.containers()).isNotEmpty().allSatisfy(PodSecurityTest::isRestricted);
    }
  }

  private static void isRestricted(JsonNode container) {
    JsonNode security = container.path("securityContext");
    assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(security.path("privileged").asBoolean(false)).isFalse();
    assertThat(security.at("/capabilities/drop")).extracting(JsonNode::asText).contains("ALL");
    assertThat(security.at("/capabilities").has("add")).isFalse();
    assertThat(container.findValues("hostPort")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldHaveAReadOnlyRootLimitsAndNoToken(Overlay overlay) {
    for (Resource workload : overlay.workloads().toList()) {
      JsonNode spec = workload.podTemplate().path("spec");
      assertThat(spec.path("automountServiceAccountToken").asBoolean(true))
          .as(workload.toString())
          .isFalse();
      for (JsonNode container : workload.containers()) {
        assertThat(container.at("/resources/requests").has("cpu")).isTrue();
        assertThat(container.at("/resources/requests").has("memory")).isTrue();
        assertThat(container.at("/resources/limits").has("memory")).isTrue();
        if (container.path("image").asText().contains("engram-")) {
          assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        }
      }
    }
  }

  /** Of a volume that nobody mounts the runtime makes one without a limit, or none. */
  @ParameterizedTest
  @MethodSource("overlays")
  void shouldMountEveryVolumeOfItsImage(Overlay overlay) throws IOException {
    for (Resource workload : overlay.workloads().filter(Resource::runsEngram).toList()) {
      assertThat(workload.container().path("volumeMounts"))
          .as(workload.toString())
          .extracting(mount -> mount.path("mountPath").asText())
          .containsAll(volumes(workload.container().path("image").asText()));
    }
    assertThat(overlay.resources())
        .flatExtracting(resource -> resource.node().findValues("emptyDir"))
        .allMatch(volume -> volume.has("sizeLimit"));
  }

  /** Those that the Dockerfile of an image names. */
  private static List<String> volumes(String image) throws IOException {
    String name = image.replaceFirst(".*engram-", "").replaceFirst(":.*", "");
    String file = Files.readString(Path.of("../docker/" + name + ".Dockerfile"));
    String list = file.replaceFirst("(?s).*\\nVOLUME \\[(.*?)\\].*", "$1");
    return List.of(list.replace("\"", "").split(", "));
  }
}
