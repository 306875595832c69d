package io.engram.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.processor.lane.Lane;
import io.engram.processor.metrics.InFlight;
import io.engram.processor.metrics.ScoringMeters;
import io.engram.schemas.DriftFeature;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.SwapOutcome;
import io.engram.trainer.retrain.RetrainMeters;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the dashboards' queries against what programs tell once all of it has happened. */
class DashboardsTest {
  private static final Path FOLDER =
      Path.of("").toAbsolutePath().getParent().resolve("observability/grafana/dashboards");

  private static final Pattern METRIC = Pattern.compile("\\b(engram|jvm|process|kafka)_[a-z_]+");
  private static final Pattern LABELS = Pattern.compile("\\{([^}]*)\\}|by \\(([^)]*)\\)");

  static Stream<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  private static List<String> queries(Path dashboard) throws IOException {
    JsonNode json = new ObjectMapper().readTree(dashboard.toFile());
    return json.findValues("expr").stream().map(JsonNode::asText).toList();
  }

  /** A line of each sample, but for Kafka's own, which only a stream has. */
  private static String told() {
    try (Metrics metrics = Metrics.untold()) {
      var scoring = new ScoringMeters(metrics.registry());
      scoring.watch(InFlight.NOTHING);
      scoring.imageAdmitted();
      scoring.imageWaitedFor(Lane.BULK, Duration.ofMillis(1));
      scoring.imageScored(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1), true);
      scoring.imageFailed(FailureReason.CORRUPT_IMAGE);
      scoring.batchScored(1, Duration.ofMillis(1));
      scoring.modelServes("tiny", "1");
      scoring.modelSwapped("tiny", "1", SwapOutcome.SERVING);
      scoring.driftMeasured("tiny", "1", DriftFeature.SCORE, 0.1, false);
      // As GpuMemory does where there is a device.
      for (String memory : List.of("engram.gpu.memory.used", "engram.gpu.memory.total")) {
        metrics.registry().gauge(memory + ".bytes", Tags.of("gpu", "0"), 1);
      }
      var retraining = new RetrainMeters(metrics.registry());
      retraining.trainingStarted();
      retraining.epochEnded(1, 2, 0.5);
      retraining.decided(ReleaseDecision.PROMOTED, 0.01, Duration.ofMinutes(1));
      return ((PrometheusMeterRegistry) metrics.registry()).scrape();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldAskForWhatIsTold(Path dashboard) throws IOException {
    String told = told();
    Set<String> unknown = new TreeSet<>();
    for (String query : queries(dashboard)) {
      METRIC
          .matcher(query)
          .results()
          .map(match -> match.group())
          .filter(name -> !name.startsWith("kafka_"))
          .filter(name -> !told.contains("\n" + name + " ") && !told.contains("\n" + name + "{"))
          .forEach(unknown::add);
    }

    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldAskForLabelsThatThereAre(Path dashboard) throws IOException {
    String told = told();
    // Prometheus adds the instance, histograms have bounds.
    Set<String> unknown = new TreeSet<>();
    for (String query : queries(dashboard)) {
      LABELS
          .matcher(query)
          .results()
          .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
          .flatMap(labels -> Stream.of(labels.split(",")))
          .map(label -> label.replaceFirst("[=!].*", "").strip())
          .filter(label -> !label.equals("instance") && !told.contains(label + "=\""))
          .forEach(unknown::add);
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void shouldShowEverythingThatTheDocumentLists() throws IOException {
    StringBuilder shown = new StringBuilder();
    for (Path dashboard : dashboards().toList()) {
      shown.append(queries(dashboard));
    }
    Set<String> missing = new TreeSet<>();
    Pattern.compile("\\| `(engram\\.[a-z.]+)`")
        .matcher(Files.readString(FOLDER.resolve("../../../docs/metrics.md")))
        .results()
        .map(match -> match.group(1).replace('.', '_'))
        .filter(name -> shown.indexOf(name) < 0)
        .forEach(missing::add);

    assertThat(missing).isEmpty();
  }
}
