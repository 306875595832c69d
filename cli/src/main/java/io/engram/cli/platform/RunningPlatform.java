package io.engram.cli.platform;

import io.engram.cli.console.CommandFailedException;
import io.engram.platform.EmbeddedPlatform;
import io.engram.platform.PlatformConfig;
import io.engram.platform.PlatformStartException;
import java.util.Optional;

/** A broker and a registry that serve, and that can be asked whether they still do. */
public final class RunningPlatform implements AutoCloseable {
  private final EmbeddedPlatform platform;

  private RunningPlatform(EmbeddedPlatform platform) {
    this.platform = platform;
  }

  /** Starts both and waits until they serve. */
  public static RunningPlatform start(PlatformConfig config) throws PlatformStartException {
    return new RunningPlatform(EmbeddedPlatform.start(config));
  }

  /** Address of the broker for clients, {@code host:port}. */
  public String bootstrapServers() {
    return platform.bootstrapServers();
  }

  /** Base URL of the registry's Confluent-compatible API. */
  public String registryUrl() {
    return platform.registryUrl();
  }

  /**
   * Does nothing while both serve.
   *
   * @throws CommandFailedException if one of them stopped by itself
   */
  public void check() throws CommandFailedException {
    Optional<String> failure = platform.failure();
    if (failure.isPresent()) {
      throw new CommandFailedException(
          "the schema registry",
          "stopped by itself (" + failure.get() + ")",
          "See that memory is left and start again.");
    }
  }

  @Override
  public void close() {
    platform.close();
  }
}
