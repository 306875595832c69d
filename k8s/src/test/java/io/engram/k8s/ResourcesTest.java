package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.engram.k8s.CustomResources.ExternalSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every resource must keep to. */
class ResourcesTest {
  /** Made by Strimzi's operator. */
  private static final String CLUSTER_CA = "engram-cluster-ca-cert";

  static List<Overlay> overlays() {
    return Overlay.all().toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldHaveNoFieldThatItsTypeDoesNotHave(Overlay overlay) {
    assertThat(overlay.resources())
        .isNotEmpty()
        .allSatisfy(
            resource ->
                assertThatCode(() -> Kinds.typed(resource))
                    .as(resource.toString())
                    .doesNotThrowAnyException());
  }

  /** The test above would be worth nothing if the models took whatever they are given. */
  @ParameterizedTest
  @MethodSource("overlays")
  void shouldRefuseAFieldThatItsTypeDoesNotHave(Overlay overlay) {
    for (Resource resource : overlay.resources()) {
      for (String at : List.of("", "/metadata", "/spec")) {
        if (resource.at(at).isObject()) {
          var mutant = new Resource(resource.node().deepCopy());
          ((ObjectNode) mutant.at(at)).put("misspelt", "x");
          assertThatThrownBy(() -> Kinds.typed(mutant))
              .as("%s %s", resource, at)
              .hasMessageContaining("misspelt");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldBeThereOnce(Overlay overlay) {
    assertThat(overlay.resources()).extracting(Resource::toString).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldBePartOfEngram(Overlay overlay) {
    var outside = Set.of("Namespace", "ConfigMap", "Kafka", "KafkaNodePool");
    assertThat(overlay.resources())
        .filteredOn(resource -> !outside.contains(resource.kind()))
        .filteredOn(resource -> !resource.name().equals("schema-registry"))
        .allSatisfy(
            resource ->
                assertThat(resource.label("app.kubernetes.io/part-of"))
                    .as(resource.toString())
                    .isEqualTo("engram"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldSelectItsOwnPods(Overlay overlay) {
    assertThat(overlay.resources())
        .filteredOn(resource -> Set.of("StatefulSet", "Deployment").contains(resource.kind()))
        .allSatisfy(
            workload ->
                assertThat(overlay.selectedBy(workload.at("/spec/selector/matchLabels")))
                    .containsExactly(workload));
    assertThat(overlay.ofKind("PodDisruptionBudget"))
        .isNotEmpty()
        .allSatisfy(
            budget ->
                assertThat(overlay.selectedBy(budget.at("/spec/selector/matchLabels")))
                    .extracting(Resource::toString)
                    .containsExactly("StatefulSet/" + budget.name()));
    assertThat(overlay.ofKind("StatefulSet"))
        .allSatisfy(
            set ->
                assertThat(
                        set.podTemplate()
                            .at("/spec")
                            .path("topologySpreadConstraints")
                            .findValues("matchLabels"))
                    .allMatch(set.at("/spec/selector/matchLabels")::equals));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldReferToWhatIsThere(Overlay overlay) {
    for (Resource workload : overlay.workloads().toList()) {
      JsonNode spec = workload.podTemplate().path("spec");
      assertThat(names(overlay, "ConfigMap")).containsAll(referred(spec, "configMap", "name"));
      assertThat(names(overlay, "ConfigMap")).containsAll(referred(spec, "configMapRef", "name"));
      assertThat(secrets(overlay)).containsAll(referred(spec, "secret", "secretName"));
      assertThat(names(overlay, "PersistentVolumeClaim"))
          .containsAll(referred(spec, "persistentVolumeClaim", "claimName"));
      if (spec.has("serviceAccountName")) {
        assertThat(names(overlay, "ServiceAccount"))
            .contains(spec.path("serviceAccountName").asText());
      }
    }
    assertThat(overlay.ofKind("StatefulSet"))
        .allSatisfy(
            set ->
                assertThat(overlay.has("Service", set.at("/spec/serviceName").asText())).isTrue());
    assertThat(secrets(overlay))
        .containsAll(
            overlay
                .ofKind("KafkaUser")
                .map(user -> user.at("/spec/authentication/password/valueFrom/secretKeyRef/name"))
                .map(JsonNode::asText)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldMountWhatItHasAndHaveWhatItMounts(Overlay overlay) {
    for (Resource workload : overlay.workloads().toList()) {
      Set<String> volumes = new TreeSet<>();
      JsonNode spec = workload.podTemplate().path("spec");
      Stream.concat(
              Resource.elements(spec.path("volumes")).map(volume -> volume.path("name")),
              workload.all("/spec/volumeClaimTemplates").map(claim -> claim.at("/metadata/name")))
          .forEach(name -> volumes.add(name.asText()));
      Set<String> mounted = new TreeSet<>();
      workload.containers().stream()
          .flatMap(container -> Resource.elements(container.path("volumeMounts")))
          .forEach(mount -> mounted.add(mount.path("name").asText()));
      assertThat(mounted).as(workload.toString()).isEqualTo(volumes);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldHaveTheImagesOfThisVersion(Overlay overlay) throws IOException {
    // Production names a release; this is the next one, where it is none itself.
    String version =
        overlay.name().equals("local") ? version() : version().replace("-SNAPSHOT", "");
    assertThat(overlay.workloads().filter(one -> !one.name().equals("schema-registry")))
        .flatExtracting(Resource::containers)
        .extracting(container -> container.path("image").asText())
        .isNotEmpty()
        .allMatch(
            image ->
                image.matches(
                    "(registry.example.com/engram/)?engram-(processor(-gpu)?|trainer|cli):"
                        + version));
  }

  /** The second version in a POM is the project's, after that of the model. */
  private static String version() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    return pom.substring(
        pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
  }

  private static List<String> names(Overlay overlay, String kind) {
    return overlay.ofKind(kind).map(Resource::name).toList();
  }

  private static List<String> secrets(Overlay overlay) {
    Stream<String> made =
        overlay
            .ofKind("ExternalSecret")
            .map(Kinds::typed)
            .map(ExternalSecret.class::cast)
            .map(secret -> secret.spec().target().name());
    return Stream.of(names(overlay, "Secret").stream(), made, Stream.of(CLUSTER_CA))
        .flatMap(some -> some)
        .toList();
  }

  private static List<String> referred(JsonNode spec, String by, String field) {
    return spec.findValues(by).stream()
        .map(reference -> reference.path(field))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void shouldHaveNoOtherFiles() throws IOException {
    Set<String> named = new TreeSet<>();
    Set<String> there = new TreeSet<>();
    try (var files = Files.walk(Overlay.FOLDER)) {
      files
          .filter(file -> !file.startsWith(Overlay.FOLDER.resolve("target")))
          .filter(file -> !file.startsWith(Overlay.FOLDER.resolve("src")))
          .filter(file -> file.toString().endsWith(".yaml"))
          .forEach(
              file -> {
                if (file.endsWith("kustomization.yaml")) {
                  Kustomization.read(file.getParent()).resources().stream()
                      .filter(resource -> resource.endsWith(".yaml"))
                      .forEach(resource -> named.add(file.resolveSibling(resource).toString()));
                } else {
                  there.add(file.toString());
                }
              });
    }
    assertThat(there).isEqualTo(named);
  }
}
