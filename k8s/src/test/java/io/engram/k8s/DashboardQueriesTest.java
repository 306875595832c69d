package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is Prometheus' promtool: whether each query of the dashboards returns data. */
class DashboardQueriesTest {
  private static final Path DASHBOARDS = Path.of("../observability/grafana/dashboards");

  /** Of what only a stream tells, one. */
  private static final String OF_KAFKA =
      "kafka_consumer_fetch_manager_records_lag{topic=\"image-events\",partition=\"0\"}";

  private final ObjectMapper json = new ObjectMapper();
  @TempDir private Path folder;

  private List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    try (Stream<Path> dashboards = Files.list(DASHBOARDS)) {
      for (Path dashboard : dashboards.filter(file -> file.toString().endsWith(".json")).toList()) {
        json.readTree(dashboard.toFile())
            .findValues("expr")
            .forEach(query -> queries.add(query.asText()));
      }
    }
    return queries;
  }

  /** Everything counts on, once a minute. */
  private ArrayNode series() {
    ArrayNode all = json.createArrayNode();
    Stream.concat(
            Stream.of(OF_KAFKA),
            Scrape.ofProcessorAndTrainer()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' '))))
        .forEach(
            name -> all.addObject().put("series", ofAnInstance(name)).put("values", "1+60x30"));
    return all;
  }

  private static String ofAnInstance(String series) {
    return series.endsWith("}")
        ? series.substring(0, series.length() - 1).replaceFirst(",$", "") + ",instance=\"a\"}"
        : series + "{instance=\"a\"}";
  }

  @Test
  void shouldReturnNumbers() throws Exception {
    ObjectNode test = json.createObjectNode();
    test.put("interval", "1m");
    test.set("input_series", series());
    ArrayNode expected = test.putArray("promql_expr_test");
    for (String query : queries()) {
      // No number is above 0 or not above it.
      ObjectNode one = expected.addObject();
      one.put("expr", "count(((%1$s) > 0) or ((%1$s) <= 0)) > bool 0".formatted(query));
      one.put("eval_time", "30m");
      one.putArray("exp_samples").addObject().put("labels", "{}").put("value", 1);
    }
    assertThat(expected).hasSizeGreaterThan(20);
    ObjectNode file = json.createObjectNode();
    file.putArray("tests").add(test);
    Path tests = Files.writeString(folder.resolve("queries.yaml"), file.toString());

    Path said = folder.resolve("said");
    assumeTrue(Programs.run(said, "promtool", "--version") == 0, "no promtool");
    assertThat(Programs.run(said, "promtool", "test", "rules", tests.toString()))
        .as("%s", Files.readString(said))
        .isZero();
  }
}
