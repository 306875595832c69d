package io.engram.benchmarks.contender;

import io.engram.benchmarks.bare.BareMain;
import io.engram.benchmarks.child.Launch;
import io.engram.benchmarks.flink.FlinkMain;
import io.engram.benchmarks.peer.RecordByRecordMain;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can be measured; the first two know no Kafka. */
public enum Contender {
  DECODE("decoding alone, on the same threads", BareMain.class.getName(), Map.of()),
  BARE("decode, full batches, regions; no Kafka", BareMain.class.getName(), Map.of()),
  ENGRAM("Engram, exactly-once", EngramMain.class.getName(), Map.of()),
  ENGRAM_AT_LEAST_ONCE(
      "Engram, at-least-once",
      EngramMain.class.getName(),
      Map.of("processing.guarantee", "at_least_once")),
  KAFKA_STREAMS(
      "Kafka Streams, mapValues on one stream thread, engine on all cores; exactly-once",
      RecordByRecordMain.class.getName(),
      Map.of()),
  KAFKA_STREAMS_THREADS(
      "Kafka Streams, mapValues on a stream thread and an engine per core; exactly-once",
      RecordByRecordMain.class.getName(),
      Map.of("engine.threads", "1")),
  FLINK(
      "Flink, async I/O on a thread and an engine per core; exactly-once",
      FlinkMain.class.getName(),
      Map.of("engine.threads", "1"));

  /** What the launch script gives {@code engram process} alone. */
  private static final Launch AS_SCRIPT = new Launch(List.of("-Xmx640m"), Optional.empty());

  /** Kafka Streams' own under exactly-once: peers commit at no other time. */
  private static final Map<String, String> PEERS_COMMITS = Map.of("commit.interval.ms", "100");

  private final String description;
  private final String main;
  private final Map<String, String> settings;

  Contender(String description, String main, Map<String, String> settings) {
    this.description = description;
    this.main = main;
    this.settings = settings;
  }

  /** The name on the command line and in tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String description() {
    return description;
  }

  /** Whether it reads images from Kafka and writes its outcomes there. */
  public boolean streams() {
    return this != DECODE && this != BARE;
  }

  String main() {
    return main;
  }

  /** Settings that it has unless all share others. */
  Map<String, String> defaults() {
    return isCommand() ? Map.of() : PEERS_COMMITS;
  }

  /** Its own settings, which win over those that all contenders share. */
  Map<String, String> settings(int cores) {
    if (this != KAFKA_STREAMS_THREADS) {
      return settings;
    }
    Map<String, String> all = new HashMap<>(settings);
    all.put("stream.threads", Integer.toString(cores));
    return all;
  }

  Launch launch() {
    if (isCommand()) {
      return AS_SCRIPT;
    }
    return this == FLINK ? FlinkLaunch.find() : Launch.PLAIN;
  }

  /** Whether it is the command that users run. */
  boolean isCommand() {
    return main.equals(EngramMain.class.getName());
  }
}
