package io.engram.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.schemas.FailureReason;
import io.engram.schemas.SwapOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds alerts against the metrics that the code has, and against the runbooks. */
class AlertsTest {
  private static final Path RUNBOOKS = Path.of("../docs/runbooks.md");
  private static final Path METRICS = Path.of("../docs/metrics.md");

  /** Of Prometheus itself, Strimzi's Kafka exporter, kube-state-metrics and the kubelet. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "up",
          "kafka_brokers",
          "kafka_consumergroup_current_offset",
          "kafka_consumergroup_lag",
          "kafka_topic_partition_under_replicated_partition",
          "kube_pod_container_resource_requests",
          "kube_pod_container_status_restarts_total",
          "kube_pod_init_container_status_running",
          "kube_statefulset_replicas",
          "kube_statefulset_status_replicas_ready",
          "kubelet_volume_stats_available_bytes",
          "kubelet_volume_stats_capacity_bytes");

  /** Their labels, and those that Prometheus adds. */
  private static final Set<String> LABELS_OF_OTHERS =
      Set.of(
          "consumergroup",
          "container",
          "job",
          "le",
          "namespace",
          "partition",
          "persistentvolumeclaim",
          "pod",
          "resource",
          "statefulset",
          "topic");

  private static final Set<String> WORDS =
      Set.of(
          "absent",
          "and",
          "by",
          "count",
          "delta",
          "histogram_quantile",
          "increase",
          "max",
          "offset",
          "on",
          "or",
          "rate",
          "sum",
          "unless");

  static List<JsonNode> alerts() {
    return Overlay.of("production")
        .ofKind("PrometheusRule")
        .flatMap(rules -> rules.all("/spec/groups"))
        .flatMap(group -> Resource.elements(group.path("rules")))
        .toList();
  }

  private static Stream<String> expressions() {
    return alerts().stream().map(alert -> alert.path("expr").asText());
  }

  private static Set<String> matches(String regex, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(regex, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .forEach(found::add);
    return found;
  }

  @Test
  void shouldAskForMetricsThatThereAre() {
    Set<String> told = matches("^([a-z_]+)[{ ]", Scrape.ofProcessorAndTrainer());

    assertThat(expressions())
        .isNotEmpty()
        .allSatisfy(
            expression -> {
              // Without what is quoted, labels and durations only functions and metrics are left.
              String bare =
                  expression
                      .replaceAll("\"[^\"]*\"", "")
                      .replaceAll("\\{[^}]*\\}", "")
                      .replaceAll("\\b(by|on) *\\([^)]*\\)", "")
                      .replaceAll("\\b[0-9.]+[smhd]?\\b", "");
              Set<String> names = matches("([A-Za-z_]+)", bare);
              names.removeAll(WORDS);
              names.removeAll(OF_OTHERS);
              assertThat(told).containsAll(names);
            });
  }

  @Test
  void shouldAskForLabelsThatThereAre() {
    Set<String> told = matches("[{,]([a-z_]+)=\"", Scrape.ofProcessorAndTrainer());
    told.addAll(LABELS_OF_OTHERS);
    told.add("lane");

    assertThat(expressions())
        .allSatisfy(
            expression -> {
              assertThat(told).containsAll(matches("[{,] *([a-z_]+)[=!]", expression));
              matches("\\b(?:by|on) *\\(([^)]+)\\)", expression)
                  .forEach(labels -> assertThat(told).containsAll(List.of(labels.split(", *"))));
            });
  }

  @Test
  void shouldAskForValuesThatThereAre() {
    String all = String.join("\n", (Iterable<String>) expressions()::iterator);

    assertThat(words(FailureReason.values())).containsAll(matches("reason=\"([^\"]*)\"", all));
    matches("outcome!~\"([^\"]*)\"", all)
        .forEach(
            outcomes -> assertThat(words(SwapOutcome.values())).contains(outcomes.split("\\|")));
    assertThat(matches("consumergroup=\"([^\"]*)\"", all))
        .containsExactly(KafkaResources.PROCESSORS);
    assertThat(matches("job=\"([^\"]*)\"", all))
        .allMatch(job -> Overlay.of("production").has("Service", job));
  }

  private static List<String> words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  @Test
  void shouldAskForMetricsThatTheDocumentLists() throws IOException {
    Set<String> documented =
        new TreeSet<>(
            matches("^\\| `(engram\\.[a-z.]+)`", Files.readString(METRICS)).stream()
                .map(name -> name.replace('.', '_'))
                .toList());
    Set<String> asked =
        matches(
            "\\b(engram_[a-z_]+)", String.join("\n", (Iterable<String>) expressions()::iterator));

    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(documented)
                    .contains(
                        name.replaceAll("(_seconds)?(_total|_sum|_count|_max|_bucket)?$", "")));
  }

  @Test
  void shouldHaveARunbookEach() throws IOException {
    String runbooks = Files.readString(RUNBOOKS);
    List<String> names = alerts().stream().map(alert -> alert.path("alert").asText()).toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(matches("^## (.*)$", runbooks));
    for (String section : runbooks.split("(?m)^## ", -1)) {
      if (section.startsWith("Engram")) {
        assertThat(section)
            .contains("**Symptom.**", "**Likely causes", "**Look at.**", "**Remedy.**");
      }
    }
  }

  @Test
  void shouldSayWhatHappensAndWhereToReadOn() {
    assertThat(alerts())
        .allSatisfy(
            alert -> {
              assertThat(alert.at("/annotations/runbook_url").asText())
                  .startsWith("https://")
                  .endsWith(
                      "docs/runbooks.md#" + alert.path("alert").asText().toLowerCase(Locale.ROOT));
              assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
              assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            });
  }
}
