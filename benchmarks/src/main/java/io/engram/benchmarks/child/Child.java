package io.engram.benchmarks.child;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.benchmarks.figures.MemoryUse;
import io.engram.cli.console.CommandFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of this class path in a process of its own, with this process's options of Java. */
public final class Child implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STACK_TRACE = Pattern.compile("\\s+at |\\s+\\.\\.\\. ");
  private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedReader lines;

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a program.
   *
   * @param name for its logs, of letters and hyphens
   * @param main the class to run
   * @param launch what the program needs beyond this process's own options and class path
   * @param place for its temporary files, and for what it logs and prints to standard error
   */
  public static Child start(
      String name, String main, Launch launch, Workplace place, List<String> arguments)
      throws IOException {
    Path logs = Files.createDirectories(place.logs());
    Path errors = logs.resolve("bench-" + name + ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(ownOptions().toList(), launch));
    command.add("-Djava.io.tmpdir=" + place.temporary());
    command.add("-Dengram.logs=" + logs);
    command.add("-Dengram.log-file=" + logs.resolve("bench-" + name));
    command.addAll(List.of("-cp", launch.classPath(), main));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    return new Child(name, errors, process);
  }

  /** What the launch script would give comes first, so that what a user asks for wins. */
  static List<String> options(List<String> own, Launch launch) {
    int heap = 0;
    while (heap < own.size() && !own.get(heap).startsWith("-Xmx")) {
      heap++;
    }
    List<String> options = new ArrayList<>(own);
    options.addAll(Math.min(heap + 1, own.size()), launch.javaOptions());
    return options;
  }

  /** Heap, collector and access to internals; neither agents nor what is this process's alone. */
  private static Stream<String> ownOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("-X")
                    || option.startsWith("--")
                    || option.startsWith("-Djava.awt."));
  }

  /**
   * Waits for the next line that it prints.
   *
   * @throws CommandFailedException if it ended instead
   */
  public JsonNode next() throws CommandFailedException {
    try {
      String line = lines.readLine();
      if (line == null) {
        throw ended();
      }
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Does nothing while it runs.
   *
   * @throws CommandFailedException if it ended
   */
  public void requireAlive() throws CommandFailedException {
    if (!process.isAlive()) {
      throw ended();
    }
  }

  private CommandFailedException ended() {
    return new CommandFailedException(
        "the benchmark's process " + name,
        "ended by itself" + lastWords().map(words -> " (" + words + ")").orElse(""),
        "See %s and the logs beside it.".formatted(log));
  }

  /** The last line of its errors that is none of a stack trace. */
  private Optional<String> lastWords() {
    try (Stream<String> errors = Files.lines(log)) {
      return errors
          .filter(line -> !line.isBlank() && !STACK_TRACE.matcher(line).lookingAt())
          .reduce((earlier, later) -> later);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /**
   * What it occupies at this moment; collects its garbage.
   *
   * @param images that it has scored, for the record
   */
  public MemoryUse memoryAfter(int images) throws IOException {
    long resident = Usage.residentBytes(process.toHandle());
    return new MemoryUse(images, resident, LiveHeap.bytes(process.pid()));
  }

  /** What it has used so far. */
  public Usage usage() {
    return Usage.of(process.toHandle());
  }

  /** Asks it to end, and waits until it has. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      // It is on its way since its input ended: a signal would cut its tidying up.
      if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
