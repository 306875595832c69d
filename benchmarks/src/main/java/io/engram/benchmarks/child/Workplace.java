package io.engram.benchmarks.child;

import io.engram.cli.console.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A temporary folder for everything that a run and its children write beside logs. It is gone once
 * this is closed, and when a signal ends this process: then the children are ended first.
 */
public final class Workplace implements AutoCloseable {
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private final Path folder;
  private final Path logs;
  private final StopSignal stop;
  private final Thread whenStopped = new Thread(this::stopAndDelete, "tidies up");

  private Workplace(Path folder, Path logs, StopSignal stop) {
    this.folder = folder;
    this.logs = logs;
    this.stop = stop;
  }

  /**
   * Creates the folder.
   *
   * @param logs folder that stays
   * @param stop raised when a signal ends this process, before anything is taken away
   */
  public static Workplace create(Path logs, StopSignal stop) throws IOException {
    var place =
        new Workplace(Files.createTempDirectory("engram-bench-"), logs.toAbsolutePath(), stop);
    Files.createDirectory(place.temporary());
    Runtime.getRuntime().addShutdownHook(place.whenStopped);
    return place;
  }

  /** A path in the folder, for the run itself. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Where children log. */
  public Path logs() {
    return logs;
  }

  /** What children take for the system's folder of temporary files. */
  Path temporary() {
    return folder.resolve("temporary");
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(whenStopped);
    } catch (IllegalStateException e) {
      // A signal has come first, and what was to be removed does the rest.
      return;
    }
    delete();
  }

  private void stopAndDelete() {
    stop.raise();
    List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
    children.forEach(ProcessHandle::destroy);
    try {
      if (!haveEnded(children)) {
        children.forEach(ProcessHandle::destroyForcibly);
        haveEnded(children);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      delete();
    } catch (IOException | UncheckedIOException e) {
      // There is nobody left to tell, and the system clears its temporary files itself.
    }
  }

  /** Waits for them, but not for ever. */
  private static boolean haveEnded(List<ProcessHandle> processes) throws InterruptedException {
    try {
      CompletableFuture.allOf(
              processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
