package io.engram.processor;

import io.engram.platform.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@link ProcessorMain} in a process of its own. */
final class ProcessorProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private ProcessorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static ProcessorProcess start(
      TestPlatform platform, String clients, String guarantee, Path folder) throws IOException {
    Path log = Files.createTempFile(folder, "processor-", ".log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ProcessorMain.class.getName(),
                    TestBundles.shipped().toString(),
                    clients,
                    "bootstrap.servers=" + platform.bootstrapServers(),
                    "schema.registry.url=" + platform.registryUrl(),
                    // One that restarts under its name need not wait for its predecessor's session.
                    "instance.id=processor",
                    "processing.guarantee=" + guarantee,
                    "stream.threads=2",
                    "kafka.transaction.timeout.ms=2000"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new ProcessorProcess(process, log);
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * @throws AssertionError with its log if it died on its own
   */
  void assertAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("the processor died:\n" + log());
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
