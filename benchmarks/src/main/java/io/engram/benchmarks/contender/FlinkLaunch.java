package io.engram.benchmarks.contender;

import io.engram.benchmarks.child.Launch;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What Flink's process needs. */
final class FlinkLaunch {
  private FlinkLaunch() {}

  /** The options of Flink's own start script, and the clients that its connector knows. */
  static Launch find() {
    return new Launch(
        List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED"),
        Optional.of(kafkaClients()));
  }

  private static Path kafkaClients() {
    var properties = new Properties();
    try (var in =
        new InputStreamReader(
            FlinkLaunch.class.getResourceAsStream("flink.properties"), StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Path.of(properties.getProperty("kafka-clients"));
  }
}
