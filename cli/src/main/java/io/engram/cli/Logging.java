package io.engram.cli;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Says where to log before the first logger opens it (logback.xml reads the properties): one file
 * per command, so that a broker and a processor started side by side don't write into one
 * another's.
 */
final class Logging {
  /** The log file. */
  static final String FILE_PROPERTY = "engram.log-file";

  /** Set by the launch script: the folder of logs. */
  private static final String FOLDER_PROPERTY = "engram.logs";

  private Logging() {}

  /** Chooses a file for the command of these arguments; the caller closes it at the very end. */
  static LogFile toFileNamedAfter(String[] args) {
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
    return file;
  }
}
