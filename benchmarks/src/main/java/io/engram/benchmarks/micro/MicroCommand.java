package io.engram.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code engram bench micro}: runs JMH over this package. */
@Command(
    name = "micro",
    description = {
      "Measures decoding, resizing, regions, events and batches alone, with JMH.",
      "What follows is JMH's: a pattern of benchmarks, -f FORKS, -wi and -i ITERATIONS, -h."
    })
public final class MicroCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
