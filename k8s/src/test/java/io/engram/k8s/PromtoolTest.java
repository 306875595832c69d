package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where there is Prometheus' promtool: whether alerts are well formed, and fire when they should.
 */
class PromtoolTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/alert-scenarios.yaml");

  @TempDir private Path folder;

  private static JsonNode rules() {
    return Overlay.of("production").get("PrometheusRule", "engram").at("/spec");
  }

  @Test
  void shouldBeWellFormed() throws Exception {
    promtool("check", write("rules.yaml", rules()));
  }

  @Test
  void shouldFireWhenTheyShouldAndOnlyThen() throws Exception {
    JsonNode rules = rules().deepCopy();
    // A scenario expects labels; what is told about them is for people.
    rules.findParents("annotations").forEach(alert -> ((ObjectNode) alert).remove("annotations"));
    write("rules.yaml", rules);
    promtool("test", write("scenarios.yaml", Yaml.documents(SCENARIOS).get(0)));
  }

  @Test
  void shouldEachBeAskedForInGoodTimesAndInBad() {
    Set<String> silent = new TreeSet<>();
    Set<String> firing = new TreeSet<>();
    Yaml.documents(SCENARIOS)
        .get(0)
        .findValues("alert_rule_test")
        .forEach(
            tests ->
                tests.forEach(
                    test ->
                        (test.has("exp_alerts") ? firing : silent)
                            .add(test.path("alertname").asText())));
    List<String> names =
        AlertsTest.alerts().stream().map(alert -> alert.path("alert").asText()).toList();

    assertThat(silent).containsExactlyInAnyOrderElementsOf(names);
    assertThat(firing).containsExactlyInAnyOrderElementsOf(names);
  }

  private Path write(String name, JsonNode tree) throws IOException {
    // JSON is YAML.
    return Files.writeString(folder.resolve(name), tree.toString());
  }

  private void promtool(String verb, Path file) throws Exception {
    Path said = folder.resolve("said");
    assumeTrue(Programs.run(said, "promtool", "--version") == 0, "no promtool");
    assertThat(Programs.run(said, "promtool", verb, "rules", file.toString()))
        .as("%s", Files.readString(said))
        .isZero();
  }
}
