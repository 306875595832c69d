package io.engram.platform.testing;

import io.engram.platform.EmbeddedPlatform;
import io.engram.platform.PlatformConfig;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * A broker and a registry with nothing in them: containers or the embedded pair, as {@link
 * PlatformSource} says. One at a time.
 *
 * @param bootstrapServers address of the broker for clients, {@code host:port}
 * @param registryUrl base URL of the registry's Confluent-compatible API
 */
public record TestPlatform(String bootstrapServers, String registryUrl, Runnable stop)
    implements AutoCloseable {

  /** Null until the first test asks. Testcontainers removes containers when this JVM ends. */
  private static PlatformChoice<PlatformContainers> choice;

  /** Returns when both serve and nothing is left in them of an earlier test. */
  public static TestPlatform start() throws Exception {
    Optional<PlatformContainers> containers = containers();
    if (containers.isPresent()) {
      return containers.get().emptied();
    }
    EmbeddedPlatform embedded = EmbeddedPlatform.start(PlatformConfig.ephemeral());
    return new TestPlatform(embedded.bootstrapServers(), embedded.registryUrl(), embedded::close);
  }

  /** Those that this JVM's platforms come from, or empty for the embedded pair. */
  public static synchronized Optional<PlatformContainers> containers() throws Exception {
    if (choice == null) {
      choice = PlatformSource.configured().choose(PlatformContainers::start);
      LoggerFactory.getLogger(TestPlatform.class).info("Broker and registry: {}", choice);
    }
    return choice.containers();
  }

  @Override
  public void close() {
    stop.run();
  }
}
