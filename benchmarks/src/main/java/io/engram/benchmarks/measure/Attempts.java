package io.engram.benchmarks.measure;

import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Lets a failure cost no more than what failed, and says it at once. */
public final class Attempts {
  /** Something that may fail. */
  public interface Step {
    void run() throws Exception;
  }

  private final Console console;
  private final StopSignal stop;

  public Attempts(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  /**
   * Takes a step.
   *
   * @param what the step is, for the line that says that it failed
   * @return why it failed; empty if it did not
   * @throws Exception once the run is to stop, which takes children away and so is no failure
   */
  public Optional<String> take(String what, Step step) throws Exception {
    if (stop.isRaised()) {
      throw new InterruptedException("stopped before " + what);
    }
    try {
      step.run();
      return Optional.empty();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (stop.isRaised()) {
        throw e;
      }
      String reason = reason(e);
      console.say("engram: " + what + " failed: " + reason);
      return Optional.of(reason);
    }
  }

  private static String reason(Exception failure) {
    Throwable cause =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
  }
}
