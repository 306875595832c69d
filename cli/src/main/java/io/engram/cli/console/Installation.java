package io.engram.cli.console;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where Engram is installed.
 *
 * @param home the top of the repository
 * @param log where this process logs, if it does
 */
public record Installation(Path home, Optional<Path> log) {

  /** Set by the launch script; without it, the working directory is taken for the installation. */
  static final String HOME_PROPERTY = "engram.home";

  /** The installation that this process was launched from. */
  public static Installation ofThisProcess(Optional<Path> log) {
    return new Installation(
        Path.of(System.getProperty(HOME_PROPERTY, ".")), log.map(Path::toAbsolutePath));
  }

  /** The bundle of the model that Engram ships. */
  public Path shippedModel() {
    return home.resolve("models").resolve("mobilenet");
  }
}
