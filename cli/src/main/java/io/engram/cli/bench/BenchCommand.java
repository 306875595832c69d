package io.engram.cli.bench;

import io.engram.cli.console.CommandFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code engram bench}, so that it is listed and known. The launch script runs it from module
 * benchmarks, whose libraries this command does without, and never comes here.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures Engram beside a bare loop, Kafka Streams and Flink; the first time, fetches what"
            + " that takes.")
public final class BenchCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws CommandFailedException {
    throw new CommandFailedException(
        "bench " + String.join(" ", arguments),
        "is run by the launch script",
        "Run ./engram bench at the top of the repository.");
  }
}
