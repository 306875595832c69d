package io.engram.platform;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the embedded platform listens and keeps its data.
 *
 * @param host address to listen on and to advertise, so one that clients can reach
 * @param brokerPort 0 for any free one
 * @param registryPort 0 for any free one
 * @param dataDirectory kept when the platform stops and taken up again when it starts; empty for a
 *     temporary one, which is deleted
 */
public record PlatformConfig(
    String host, int brokerPort, int registryPort, Optional<Path> dataDirectory) {
  private static final int MAX_PORT = 65_535;

  public PlatformConfig {
    Objects.requireNonNull(dataDirectory);
    if (host.isBlank() || host.equals("0.0.0.0") || host.equals("::")) {
      throw new IllegalArgumentException(
          "The platform cannot advertise host \"%s\". Give an address that clients can reach, such as 127.0.0.1."
              .formatted(host));
    }
    requirePort("broker", brokerPort);
    requirePort("registry", registryPort);
  }

  /** On the loopback interface, free ports, temporary data. */
  public static PlatformConfig ephemeral() {
    return new PlatformConfig("127.0.0.1", 0, 0, Optional.empty());
  }

  public PlatformConfig withHost(String reachable) {
    return new PlatformConfig(reachable, brokerPort, registryPort, dataDirectory);
  }

  public PlatformConfig withPorts(int broker, int registry) {
    return new PlatformConfig(host, broker, registry, dataDirectory);
  }

  public PlatformConfig withDataDirectory(Path directory) {
    return new PlatformConfig(host, brokerPort, registryPort, Optional.of(directory));
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "The %s's port must be between 0 (any free one) and %d, was %d"
              .formatted(name, MAX_PORT, port));
    }
  }
}
