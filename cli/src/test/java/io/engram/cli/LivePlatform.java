package io.engram.cli;

import io.engram.cli.connection.Connection;
import io.engram.platform.testing.TestPlatform;
import io.engram.schemas.releases.Releases;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** A broker and a registry with Engram's topics, for commands that share them. */
final class LivePlatform implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TestPlatform platform;
  private final Connection connection;

  private LivePlatform(TestPlatform platform) {
    this.platform = platform;
    this.connection =
        new Connection(platform.bootstrapServers(), platform.registryUrl(), Map.of(), Map.of());
  }

  static LivePlatform start() throws Exception {
    var platform = new LivePlatform(TestPlatform.start());
    platform.ok("topics", "apply");
    return platform;
  }

  /** For clients of the test's own. */
  Connection connection() {
    return connection;
  }

  /** A command line with the options that name this platform at its end. */
  String[] with(String... args) {
    return Stream.concat(
            Arrays.stream(args),
            Stream.of(
                "--bootstrap-servers=" + connection.bootstrapServers(),
                "--registry=" + connection.registryUrl()))
        .toArray(String[]::new);
  }

  /** Runs a command on it. */
  CommandRun run(String... args) {
    return CommandRun.of(with(args));
  }

  /** Runs a command on it that must succeed. */
  CommandRun ok(String... args) {
    return CommandRun.ok(with(args));
  }

  /** What was decided on models up to now. */
  Releases releases() {
    try (var serdes = connection.serdes()) {
      return connection.releases(serdes);
    }
  }

  /** Keys of all committed decisions, those that compaction will take included. */
  List<String> decisions() {
    List<String> keys = new ArrayList<>();
    try (var consumer = connection.consumer(Set.of(Topic.MODEL_RELEASES))) {
      var partitions = List.of(new TopicPartition(Topic.MODEL_RELEASES.topicName(), 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(partitions.get(0));
      while (consumer.position(partitions.get(0)) < end) {
        consumer.poll(POLL).forEach(record -> keys.add(record.key()));
      }
    }
    return keys;
  }

  @Override
  public void close() {
    platform.close();
  }
}
