package io.engram.platform;

import java.util.Optional;

/**
 * An embedded broker with an embedded registry.
 *
 * <p>Topics and schemas are not applied: {@link io.engram.schemas.topics.TopicsApplier} does that,
 * as it would anywhere.
 */
public record EmbeddedPlatform(EmbeddedBroker broker, EmbeddedRegistry registry)
    implements AutoCloseable {

  /** Starts both at the same time and returns when both serve. */
  public static EmbeddedPlatform start(PlatformConfig config) throws PlatformStartException {
    EmbeddedRegistry registry = EmbeddedRegistry.launch(config, RegistryInstallation.find());
    EmbeddedBroker broker;
    try {
      broker = EmbeddedBroker.start(config);
    } catch (PlatformStartException | RuntimeException e) {
      registry.close();
      throw e;
    }
    try {
      registry.awaitReady();
    } catch (PlatformStartException e) {
      broker.close();
      throw e;
    }
    return new EmbeddedPlatform(broker, registry);
  }

  /** Address of the broker for clients, {@code host:port}. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Base URL of the registry's Confluent-compatible API. */
  public String registryUrl() {
    return registry.url();
  }

  /**
   * Why it no longer serves, or empty while it does. Only the registry can end alone: a broker that
   * fails ends this process.
   */
  public Optional<String> failure() {
    return registry.failure();
  }

  /** Stops both and waits until they have. */
  @Override
  public void close() {
    try (registry) {
      broker.close();
    }
  }
}
