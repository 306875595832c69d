package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where there is a kubectl: whether it renders what the tests beside this one look at. */
class KustomizeTest {
  /** Of what is generated, and of what refers to it. */
  private static final String HASH = "(\"engram-(?:processor|connection))-[0-9a-z]{10}\"";

  @TempDir private Path folder;

  static List<Overlay> overlays() {
    return Overlay.all().toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void shouldRenderTheSame(Overlay overlay) throws IOException, InterruptedException {
    Path rendered = folder.resolve("rendered.yaml");
    Path folder = Overlay.FOLDER.resolve("overlays").resolve(overlay.name());
    assumeTrue(Programs.run(rendered, "kubectl", "version", "--client") == 0, "no kubectl");

    assertThat(Programs.run(rendered, "kubectl", "kustomize", folder.toString()))
        .as(Files.readString(rendered))
        .isZero();

    Map<String, JsonNode> theirs = new TreeMap<>();
    Yaml.documents(rendered).forEach(tree -> put(theirs, Yaml.parse(withoutHash(tree))));
    Map<String, JsonNode> ours = new TreeMap<>();
    overlay.resources().forEach(resource -> put(ours, Yaml.parse(resource.node().toString())));
    assertThat(theirs.keySet()).isEqualTo(ours.keySet());
    ours.forEach((name, tree) -> assertThat(theirs.get(name)).as(name).isEqualTo(tree));
  }

  private static String withoutHash(JsonNode tree) {
    return tree.toString().replaceAll(HASH, "$1\"");
  }

  private static void put(Map<String, JsonNode> resources, JsonNode tree) {
    resources.put(tree.path("kind").asText() + "/" + tree.at("/metadata/name").asText(), tree);
  }
}
