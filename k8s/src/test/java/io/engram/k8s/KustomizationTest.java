package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The renderer, on a base and an overlay of its own. */
class KustomizationTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTheBase() throws IOException {
    write(
        "base/kustomization.yaml",
        """
        resources: [job.yaml]
        configMapGenerator:
          - name: settings
            files: [a.properties]
            literals: [ONE=1, TWO=2=2]
        images:
          - name: job
            newTag: "1"
        """);
    write("base/a.properties", "a=b\n");
    write(
        "base/job.yaml",
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: j}
        spec: {template: {spec: {containers: [{name: c, image: job, args: [x]}]}}}
        """);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Overlay render(String overlay) throws IOException {
    write("overlay/kustomization.yaml", "resources: [../base]\n" + overlay);
    return new Overlay("overlay", Kustomization.render(folder.resolve("overlay")));
  }

  @Test
  void shouldGenerateMoveAndTag() throws IOException {
    Overlay rendered = render("namespace: n\n");

    assertThat(rendered.get("ConfigMap", "settings").node().toString())
        .contains("\"ONE\":\"1\"", "\"TWO\":\"2=2\"", "\"a.properties\":\"a=b\\n\"");
    assertThat(rendered.resources())
        .extracting(resource -> resource.at("/metadata/namespace").asText())
        .containsOnly("n");
    assertThat(image(rendered)).isEqualTo("job:1");
  }

  private static String image(Overlay overlay) {
    return overlay.get("Job", "j").container().path("image").asText();
  }

  @Test
  void shouldMergeReplaceAndRename() throws IOException {
    Overlay merged =
        render(
            """
            configMapGenerator:
              - {name: settings, behavior: merge, literals: [ONE=one]}
            images:
              - {name: job, newName: "registry:5000/job"}
            """);
    assertThat(merged.get("ConfigMap", "settings").at("/data").properties())
        .extracting(Object::toString)
        .contains("ONE=\"one\"", "TWO=\"2=2\"");
    assertThat(image(merged)).isEqualTo("registry:5000/job:1");

    Overlay replaced =
        render("configMapGenerator: [{name: settings, behavior: replace, literals: [ONE=one]}]\n");
    assertThat(replaced.get("ConfigMap", "settings").at("/data")).hasSize(1);
  }

  @Test
  void shouldLetAComponentChangeWhatIsThere() throws IOException {
    write(
        "component/kustomization.yaml",
        "configMapGenerator: [{name: settings, behavior: merge, literals: [THREE=3]}]\n");

    Overlay rendered = render("components: [../component]\n");

    assertThat(rendered.get("ConfigMap", "settings").at("/data")).hasSize(4);
  }

  @Test
  void shouldReplacePartsAndForgetWhereTheyAreFrom() throws IOException {
    Overlay rendered =
        render(
            """
            configMapGenerator:
              - name: addresses
                literals: ["image=registry:5000/job"]
                options: {annotations: {config.kubernetes.io/local-config: "true"}}
            replacements:
              - source: {kind: ConfigMap, name: addresses, fieldPath: data.image}
                targets:
                  - select: {kind: Job}
                    fieldPaths: [spec.template.spec.containers.*.image]
                    options: {delimiter: ":", index: 0}
            """);

    assertThat(image(rendered)).isEqualTo("registry:5000/job:1");
    assertThat(rendered.has("ConfigMap", "addresses")).isFalse();
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThatThrownBy(() -> render("replicas: []\n")).hasMessageContaining("replicas");
    assertThatThrownBy(() -> render("configMapGenerator: [{name: settings}]\n"))
        .hasMessageContaining("made twice");
    assertThatThrownBy(() -> render("patches: [{target: {kind: Job, name: k}, patch: '[]'}]\n"))
        .hasMessageContaining("no target");
  }

  @Test
  void shouldPatch() {
    var tree = (ObjectNode) Yaml.parse("{a: {b: [1, 2], c: x}}");

    JsonPatch.apply(
        Yaml.parse(
            """
            - {op: replace, path: /a/b/0, value: 0}
            - {op: add, path: /a/b/-, value: 3}
            - {op: remove, path: /a/c}
            - {op: add, path: /d, value: y}
            """),
        tree);

    assertThat(tree).isEqualTo(Yaml.parse("{a: {b: [0, 2, 3]}, d: y}"));
    assertThatThrownBy(
            () -> JsonPatch.apply(Yaml.parse("[{op: replace, path: /e, value: 1}]"), tree))
        .hasMessageContaining("/e");
  }
}
