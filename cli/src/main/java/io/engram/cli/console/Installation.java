package io.engram.cli.console;

import java.nio.file.Path;

/**
 * Where Engram is installed.
 *
 * @param home the top of the repository
 */
public record Installation(Path home) {

  /** Set by the launch script; without it, the working directory is taken for the installation. */
  static final String HOME_PROPERTY = "engram.home";

  /** The installation that this process was launched from. */
  public static Installation ofThisProcess() {
    return new Installation(Path.of(System.getProperty(HOME_PROPERTY, ".")));
  }

  /** The bundle of a model that is shipped with Engram. */
  public Path model(String name) {
    return home.resolve("models").resolve(name);
  }
}
