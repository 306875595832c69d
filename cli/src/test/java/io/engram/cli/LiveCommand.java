package io.engram.cli;

import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A command that runs until it is stopped, such as a server; what it prints can be waited for. */
final class LiveCommand implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final StopSignal stop = new StopSignal();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> exitCode;

  private LiveCommand(String... args) {
    var printed = new PrintWriter(new LogWriter(lines::add), true);
    var engram = new Engram(new Console(printed, printed, false), stop, CommandRun.INSTALLATION);
    exitCode =
        CompletableFuture.supplyAsync(
            // Not of a pool, which has few: several commands run at once.
            () -> engram.run(args), task -> new Thread(task, "engram-" + args[0]).start());
  }

  static LiveCommand start(String... args) {
    return new LiveCommand(args);
  }

  /** Waits for a line that begins so and returns the rest of it. */
  String await(String beginning) throws InterruptedException {
    List<String> others = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline && !(exitCode.isDone() && lines.isEmpty())) {
      String line = lines.poll(1, TimeUnit.SECONDS);
      if (line != null && line.startsWith(beginning)) {
        return line.substring(beginning.length()).strip();
      }
      if (line != null) {
        others.add(line);
      }
    }
    throw new AssertionError(
        "never printed: %s, but: %s".formatted(beginning, String.join("\n", others)));
  }

  /** Waits until it ends by itself; its exit status. */
  int end() throws Exception {
    return exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks it to stop and waits for its exit status. */
  int stop() throws Exception {
    stop.raise();
    return end();
  }

  @Override
  public void close() throws Exception {
    stop();
  }
}
