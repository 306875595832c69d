package io.engram.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({"200, true", "404, false", "503, false"})
  void shouldTakeAnAnswerOfSuccessForHealth(int status, boolean isWell) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(Probe.isWell(address(server.getAddress().getPort()), LONG)).isEqualTo(isWell);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldTakeARefusalForIllness() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertThat(Probe.isWell(address(closed), LONG)).isFalse();
  }

  @Test
  void shouldTakeSilenceForIllness() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Probe.isWell(address(silent.getLocalPort()), Duration.ofMillis(50))).isFalse();
    }
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port + "/");
  }
}
