package io.engram.platform;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The registry's JVM.
 *
 * @param output what it prints
 */
record RegistryProcess(Process process, Path output) implements AutoCloseable {
  private static final int TAIL_LINES = 20;
  private static final int SECONDS_TO_STOP = 30;

  static RegistryProcess launch(RegistryInstallation installation, String host, int port, Path data)
      throws PlatformStartException {
    Path output = data.resolve("registry.log");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Dquarkus.http.host=" + host,
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.datasource.jdbc.url=" + database(data),
            "-Dquarkus.datasource.jdbc.min-size=1",
            "-Dquarkus.datasource.jdbc.initial-size=1",
            "-cp",
            installation.runner() + System.getProperty("path.separator") + ownClasses(),
            RegistryMain.class.getName());
    try {
      Process process = builder(command, data, output).start();
      return new RegistryProcess(process, output);
    } catch (IOException e) {
      throw new PlatformStartException(
          EmbeddedRegistry.NAME,
          "its JVM does not start (" + e.getMessage() + ")",
          "Check that " + java + " is there and that memory is left",
          e);
    }
  }

  /** In a directory of its own: the registry would read settings from the user's. */
  static ProcessBuilder builder(List<String> command, Path data, Path output) {
    return new ProcessBuilder(command)
        .directory(data.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
  }

  /** What is registered is on disk at once, so that no way of ending the process loses it. */
  private static String database(Path data) {
    return "jdbc:h2:file:" + data.resolve("registry") + ";WRITE_DELAY=0";
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** With what status it ended, or empty while it runs. */
  Optional<Integer> exitStatus() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** The last lines that it printed. */
  String tail() {
    try {
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + output + " cannot be read: " + e + ")";
    }
  }

  /** Stops it and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The jar or the folder that {@link RegistryMain} is in. Of a class from an archive of classes
   * (-XX:SharedArchiveFile) Java may not know the code source, but it finds its file.
   */
  private static Path ownClasses() {
    String name = RegistryMain.class.getName().replace('.', '/') + ".class";
    URL file = RegistryMain.class.getClassLoader().getResource(name);
    try {
      if (file.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      String path = Path.of(file.toURI()).toString();
      return Path.of(path.substring(0, path.length() - name.length()));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
