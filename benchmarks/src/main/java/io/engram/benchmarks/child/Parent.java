package io.engram.benchmarks.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.cli.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The other end of a {@link Child}, seen from within it. */
public record Parent(Console console, InputStream input) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The parent of this process. */
  public static Parent ofThisProcess() {
    return new Parent(Console.system(), System.in);
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
    input.transferTo(java.io.OutputStream.nullOutputStream());
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
