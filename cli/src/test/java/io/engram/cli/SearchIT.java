package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.StopSignal;
import io.engram.schemas.TrialFinished;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search here, and the same one by workers of which one is killed in the middle of a trial. */
class SearchIT {
  private static final String SPACE =
      """
      {"base": "light", "epochs": 3,
       "overrides": {"network.side": 64, "network.width": 8, "batchSize": 8, "lossSide": 16},
       "one-at-a-time": [
         {"parameter": "optimiser.rate", "values": [0.005, 1e30]},
         {"parameter": "network.dropout", "values": [0.1, 0.4]}]}
      """;

  private static final int TRIALS = 4;

  @TempDir private Path folder;
  private Path space;
  private Path data;

  @BeforeEach
  void draw() throws Exception {
    space = Files.writeString(folder.resolve("space.json"), SPACE);
    data = DrawnPairs.draw(folder.resolve("data"), 16, 4);
  }

  @Test
  void shouldFinishEachTrialOnceThoughAWorkerIsKilled() throws Exception {
    Path here = folder.resolve("here");
    CommandRun local = CommandRun.of(run(here, new String[0]));
    assertThat(local.exitCode()).as(local.err()).isZero();

    Path spread = folder.resolve("spread");
    try (var platform =
        LiveCommand.start(
            "platform",
            "--kafka-port=0",
            "--registry-port=0",
            "--data=" + folder.resolve("broker"))) {
      String broker = platform.await("bootstrap servers");
      String registry = platform.await("schema registry");
      String[] connection = {"--bootstrap-servers=" + broker, "--registry=" + registry};
      CommandRun.of("topics", "apply", connection[0], connection[1]);

      try (var killed = worker("a", connection);
          var search =
              LiveCommand.start(run(spread, "--workers=kafka", connection[0], connection[1]))) {
        search.await("Trials wait for workers");
        killed.await("epoch 1/");
        killed.kill();
        try (var other = worker("b", connection)) {
          search.await(spread.resolve("report.html").toString());
          assertThat(search.stop()).isZero();
          assertThat(other.isAlive()).isTrue();
        }
      }
      assertThat(committed(broker, registry))
          .doesNotHaveDuplicates()
          .hasSize(TRIALS)
          .allMatch(trial -> trial >= 0 && trial < TRIALS);
    }
    assertThat(Files.readAllLines(spread.resolve("results.jsonl"))).hasSize(TRIALS);
    assertThat(spread.resolve("choices.csv")).hasSameTextualContentAs(here.resolve("choices.csv"));
  }

  @Test
  void shouldGoOnAfterCtrlC() throws Exception {
    Path out = folder.resolve("out");
    var stop = new StopSignal();
    stop.raise();

    CommandRun stopped = CommandRun.of(stop, run(out));
    CommandRun budget = CommandRun.of(run(out, "--minutes=0.001"));
    CommandRun report = CommandRun.of("search", "report", "--out=" + out);

    assertThat(stopped.exitCode()).isEqualTo(130);
    assertThat(stopped.err()).contains("Stopped. Go on with the same command.");
    assertThat(budget.exitCode()).isZero();
    assertThat(budget.err())
        .contains("0 results so far", "trial 0  epoch 3/3", "best so far", "minutes left")
        .contains("The budget is spent.");
    assertThat(report.out()).isEqualTo(budget.out()).contains("Best: trial 0");
  }

  @Test
  void shouldNameWhatIsWrongWithASpace() throws Exception {
    Files.writeString(space, "{\"bsae\": \"light\", \"epochs\": 3}");

    CommandRun run = CommandRun.of(run(folder.resolve("out")));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(space.toString(), "did you mean base?", "base is missing");
  }

  private String[] run(Path out, String... more) {
    List<String> args = new ArrayList<>(List.of("search", "run", "--space=" + space));
    args.add("--dataset=" + data);
    args.add("--out=" + out);
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  /** Numbers of the trials whose results are committed. */
  private static List<Integer> committed(String broker, String registry) {
    var connection = new Connection(broker, registry, Map.of(), Map.of());
    List<Integer> trials = new ArrayList<>();
    try (AvroSerdes serdes = connection.serdes();
        var consumer = connection.consumer(Set.of(Topic.SEARCH_RESULTS))) {
      var partition = new TopicPartition(Topic.SEARCH_RESULTS.topicName(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      var values = serdes.deserializer(TrialFinished.class);
      while (consumer.position(partition) < end) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          trials.add(values.deserialize(record.topic(), record.value()).getTrial());
        }
      }
    }
    return trials;
  }

  private EngramProcess worker(String name, String... connection) throws IOException {
    Path settings = folder.resolve(name + ".properties");
    Files.writeString(settings, "session.timeout.ms=6000\nheartbeat.interval.ms=1000\n");
    List<String> args = new ArrayList<>(List.of("search", "worker", "--dataset=" + data));
    args.add("--work=" + folder.resolve("work-" + name));
    args.add("--name=" + name);
    args.add("--client-config=" + settings);
    args.addAll(List.of(connection));
    return EngramProcess.start(folder.resolve("logs-" + name), args);
  }
}
