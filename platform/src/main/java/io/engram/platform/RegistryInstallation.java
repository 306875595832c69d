package io.engram.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The registry's program files.
 *
 * @param runner the jar that starts it; its manifest names the libraries beside it
 */
record RegistryInstallation(Path runner) {
  /** System property with the directory that holds the registry. */
  static final String HOME_PROPERTY = "engram.registry.home";

  private static final String BUILT = "registry.properties";

  /** Found where {@value #HOME_PROPERTY} says, else where the build unpacked it. */
  static RegistryInstallation find() throws PlatformStartException {
    return in(Path.of(System.getProperty(HOME_PROPERTY, built().getProperty("home"))));
  }

  static RegistryInstallation in(Path home) throws PlatformStartException {
    Path runner = home.resolve(built().getProperty("runner"));
    if (!Files.isReadable(runner)) {
      throw new PlatformStartException(
          EmbeddedRegistry.NAME,
          "there is no " + runner,
          "Build the module \"platform\", which unpacks it, or set -D"
              + HOME_PROPERTY
              + " to its directory");
    }
    return new RegistryInstallation(runner.toAbsolutePath());
  }

  private static Properties built() {
    try (InputStream in = RegistryInstallation.class.getResourceAsStream(BUILT)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
