package io.engram.cli;

import io.engram.cli.console.Console;
import io.engram.cli.console.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where this process logs. Usually that is a file, and the terminal belongs to the command. Where
 * logs are collected ({@code ENGRAM_LOG_FORMAT=json}) all goes to standard error instead, what the
 * command says about its work too: a JSON object a line.
 *
 * @param file where there is one
 */
record Logging(Optional<LogFile> file) implements AutoCloseable {
  private static final String FORMAT = "ENGRAM_LOG_FORMAT";
  private static final String TEXT = "text";
  private static final String JSON = "json";

  /** Read by logback.xml. */
  private static final String FILE_PROPERTY = "engram.log-file";

  /** Read by Logback. */
  private static final String CONFIGURATION_PROPERTY = "logback.configurationFile";

  /** Set by the launch script: the folder of logs. */
  private static final String FOLDER_PROPERTY = "engram.logs";

  /** Begins, before the first logger is there. */
  static Logging begin(String[] args, Map<String, String> environment) {
    String named = environment.getOrDefault(FORMAT, "");
    String format = named.isBlank() ? TEXT : named;
    Logging logging = format.equals(JSON) ? inJson() : toFileNamedAfter(args);
    if (!format.equals(JSON) && !format.equals(TEXT)) {
      String odd = "engram: %s=%s: no such format, so logs are text. Set it to %s or %s.";
      System.err.println(odd.formatted(FORMAT, format, TEXT, JSON));
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    return logging;
  }

  private static Logging inJson() {
    System.setProperty(CONFIGURATION_PROPERTY, "logback-json.xml");
    return new Logging(Optional.empty());
  }

  /**
   * One file per command, so that a broker and a processor started side by side don't write into
   * one another's.
   */
  private static Logging toFileNamedAfter(String[] args) {
    String command =
        Arrays.stream(args).filter(arg -> arg.matches("[a-z]+")).findFirst().orElse("engram");
    LogFile file =
        LogFile.claim(
            Path.of(System.getProperty(FOLDER_PROPERTY, "logs")),
            Path.of(
                System.getProperty("java.io.tmpdir"),
                "engram-logs-" + System.getProperty("user.name")),
            command);
    // Without the suffix, which logback.xml adds behind the number of an older file too.
    String name = file.path().toString();
    System.setProperty(FILE_PROPERTY, name.substring(0, name.length() - LogFile.SUFFIX.length()));
    return new Logging(Optional.of(file));
  }

  /** The console of this process. */
  Console console() {
    if (file.isPresent()) {
      return Console.system();
    }
    var log = LoggerFactory.getLogger(Engram.class);
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(new LogWriter(log::info), true),
        false);
  }

  /** The installation that this process was launched from. */
  Installation installation() {
    return Installation.ofThisProcess(file.map(LogFile::path));
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
