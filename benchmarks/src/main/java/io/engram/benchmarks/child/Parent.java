package io.engram.benchmarks.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The other end of a {@link Child}, seen from within it. */
public record Parent(Console console, InputStream input) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration END_WITHIN = Duration.ofSeconds(30);

  /** The parent of this process, which ends soon after it, whatever it is doing. */
  public static Parent ofThisProcess() {
    return ofThisProcess(() -> {});
  }

  /**
   * The same.
   *
   * @param atEnd what to do besides when the parent wants this process to end, or is gone
   */
  public static Parent ofThisProcess(Runnable atEnd) {
    var parent = new Parent(Console.system(), System.in);
    Thread main = Thread.currentThread();
    Thread watcher = new Thread(() -> parent.outlive(main, atEnd), "watches the parent");
    watcher.setDaemon(true);
    watcher.start();
    return parent;
  }

  /** Without its broker, a client may try to close for longer than anybody wants to wait. */
  private void outlive(Thread main, Runnable atEnd) {
    try {
      awaitEnd();
      atEnd.run();
      main.join(END_WITHIN.toMillis());
    } catch (IOException | InterruptedException e) {
      // Nobody is to be heard any more.
    } finally {
      Runtime.getRuntime().halt(ExitCode.STOPPED);
    }
  }

  /** Says something: one line of JSON. */
  public void tell(Map<String, ?> message) {
    try {
      console.print(JSON.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + message, e);
    }
  }

  /** Waits until the parent wants this process to end, or is gone itself. */
  public void awaitEnd() throws IOException {
    input.transferTo(OutputStream.nullOutputStream());
  }

  /** Settings from arguments {@code name=value}. */
  public static Map<String, String> settings(Iterable<String> arguments) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      settings.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return settings;
  }
}
