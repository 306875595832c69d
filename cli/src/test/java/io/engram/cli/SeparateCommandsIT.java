package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.cli.console.StopSignal;
import io.engram.cli.trace.Collector;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every part of the platform as a command of its own, as on several machines. */
class SeparateCommandsIT {
  @TempDir private Path folder;

  @Test
  void shouldWorkTogetherThroughTheBrokerAndTheRegistryOnly() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    Map<String, String> reasons = OddImages.fill(images);

    try (var collector = Collector.open();
        var platform =
            LiveCommand.start(
                "platform",
                "--kafka-port=0",
                "--registry-port=0",
                "--data=" + folder.resolve("data"))) {
      String[] connection = {
        "--bootstrap-servers=" + platform.await("bootstrap servers"),
        "--registry=" + platform.await("schema registry")
      };

      shouldAskForTopicsFirst(connection, images);
      shouldApplyTopicsOnceAndThenFindThem(connection);
      shouldSayThatThereAreNoResultsYet(connection);
      shouldSayThatASubmissionWasStopped(connection, images);
      try (var processor = LiveCommand.start(with(connection, "process", "batch.max-size=4"))) {
        processor.await("Scoring with");
        assertThat(processor.await("Log: ")).endsWith(".log");
        shouldSubmitAndWait(connection, images, reasons);
        shouldPrintResults(connection, images, reasons);
        shouldFollowResultsUntilItIsStopped(connection);
        assertThat(processor.stop()).isZero();
      }
      shouldHaveFollowedEachImage(collector.spans());
      assertThat(platform.stop()).isZero();
    }
  }

  /** From its submission to its score, through the broker. */
  private static void shouldHaveFollowedEachImage(List<Span> spans) {
    Map<String, List<String>> namesOf =
        spans.stream()
            .collect(
                Collectors.groupingBy(
                    span -> span.getTraceId().toString(StandardCharsets.ISO_8859_1),
                    Collectors.mapping(Span::getName, Collectors.toList())));

    assertThat(namesOf.values())
        .filteredOn(names -> names.contains("send image-events"))
        .isNotEmpty()
        .allSatisfy(names -> assertThat(names).contains("process image-events", "emit"))
        .anySatisfy(
            names -> assertThat(names).contains("load", "decode", "wait", "infer", "regions"));
  }

  private static void shouldAskForTopicsFirst(String[] connection, Path images) {
    CommandRun run = CommandRun.of(with(connection, "submit", images.toString()));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("image-events", "engram topics apply");
  }

  private static void shouldApplyTopicsOnceAndThenFindThem(String[] connection) {
    CommandRun first = CommandRun.of(with(connection, "topics", "apply", "--partitions=3"));
    CommandRun second = CommandRun.of(with(connection, "topics", "apply", "--partitions=3"));

    assertThat(first.exitCode()).isZero();
    assertThat(first.out().lines()).allMatch(line -> line.startsWith("created"));
    assertThat(second.exitCode()).isZero();
    assertThat(second.out().lines())
        .hasSameSizeAs(first.out().lines().toList())
        .allMatch(line -> line.startsWith("present"));
  }

  private static void shouldSayThatThereAreNoResultsYet(String[] connection) {
    CommandRun run = CommandRun.of(with(connection, "results"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no results yet on memorability-scores", "engram process");
  }

  private static void shouldSayThatASubmissionWasStopped(String[] connection, Path images) {
    var stop = new StopSignal();
    stop.raise();

    CommandRun run = CommandRun.of(stop, with(connection, "submit", "--wait", images.toString()));

    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(run.err()).contains("sent 0/");
  }

  private static void shouldFollowResultsUntilItIsStopped(String[] connection) throws Exception {
    try (var results = LiveCommand.start(with(connection, "results", "--follow"))) {
      results.await("FAILED corrupt.png");
      assertThat(results.stop()).isZero();
    }
  }

  private static void shouldSubmitAndWait(
      String[] connection, Path images, Map<String, String> reasons) {
    String[] options = {"--wait", "--campaign=spring", "--roi=logo=0.7,0.7,0.2,0.2"};
    CommandRun run = CommandRun.of(with(with(connection, options), "submit", images.toString()));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("scored %d failed %d".formatted(OddImages.GOOD, reasons.size()))
        .contains(reasons.keySet());
    CommandRun good =
        CommandRun.of(with(connection, "submit", "--wait", images.resolve("good").toString()));
    assertThat(good.exitCode()).isZero();
    Path one = images.resolve("good").resolve("0.png");
    CommandRun unwatched = CommandRun.of(with(connection, "submit", one.toString()));
    assertThat(unwatched.err().lines())
        .endsWith("sent 1/1", "for what becomes of them see: engram results");
    CommandRun again = CommandRun.of(with(connection, "submit", "--wait", one.toString()));
    assertThat(again.err()).contains("scored 1 failed 0");
  }

  private void shouldPrintResults(String[] connection, Path images, Map<String, String> reasons)
      throws Exception {
    Path overlays = folder.resolve("overlays");
    CommandRun json =
        CommandRun.of(
            with(
                connection,
                "results",
                "--format=json",
                "--overlays=" + overlays,
                "--images=" + images));

    assertThat(json.exitCode()).isZero();
    int recordedFailures = reasons.size() - 1; // One was too large to become an event.
    List<String> lines = json.out().lines().toList();
    assertThat(lines).hasSize(2 * OddImages.GOOD + 2 + recordedFailures);
    for (String line : lines) {
      assertThat(new ObjectMapper().readTree(line).has("image")).isTrue();
    }
    assertThat(lines).anyMatch(line -> line.contains("\"name\":\"logo\""));
    assertThat(overlays.resolve("good").toFile().list()).hasSize(OddImages.GOOD);

    CommandRun table = CommandRun.of(with(connection, "results"));
    assertThat(table.out()).contains("campaign spring", "logo", recordedFailures + " not scored:");
  }

  private static String[] with(String[] some, String... others) {
    var all = new ArrayList<>(List.of(others));
    all.addAll(List.of(some));
    return all.toArray(String[]::new);
  }
}
