package io.engram.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
final class LocalPort {
  private LocalPort() {}

  /**
   * The wanted port, or any free one for 0, found free a moment ago: another program may still take
   * it first, in which case the start fails and can be repeated.
   *
   * @param what to name in the error
   */
  static int free(String what, String host, int wanted) throws PlatformStartException {
    try (ServerSocket probe = new ServerSocket()) {
      // As servers do, or a port that was closed a minute ago would seem taken.
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), wanted));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new PlatformStartException(
          what,
          "it cannot listen on %s:%d (%s)".formatted(host, wanted, e.getMessage()),
          "Choose an address of this machine and another port, or stop what listens there",
          e);
    }
  }
}
