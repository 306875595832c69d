package io.engram.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, to be killed. */
final class EngramProcess implements AutoCloseable {
  private static final int PATIENCE_MINUTES = 10;

  private final Process process;
  private final BufferedReader lines;
  private final StringBuilder printed = new StringBuilder();

  private EngramProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader();
  }

  /**
   * @param logs folder of its own
   */
  static EngramProcess start(Path logs, List<String> args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-Dengram.home=" + CommandRun.HOME,
                "-Dengram.logs=" + logs,
                "-cp",
                System.getProperty("java.class.path"),
                Engram.class.getName()));
    command.addAll(args);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    Process process = builder.start();
    // One that hangs must not hold up whoever waits for its words.
    CompletableFuture.delayedExecutor(
            PATIENCE_MINUTES, TimeUnit.MINUTES, task -> new Thread(task, "patience").start())
        .execute(process::destroyForcibly);
    return new EngramProcess(process);
  }

  /** Blocks until it prints a line with these words, and returns the line. */
  String await(String words) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      printed.append(line).append('\n');
      if (line.contains(words)) {
        return line;
      }
    }
    throw new AssertionError("it ended without '%s':\n%s".formatted(words, printed));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no handler runs, nothing is sent. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
