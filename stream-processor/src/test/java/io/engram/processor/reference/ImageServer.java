package io.engram.processor.reference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A web server on loopback. Any name that tests resolve to loopback leads to it. */
public final class ImageServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private ImageServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.start();
  }

  public static ImageServer start() throws IOException {
    return new ImageServer(HttpServer.create(anyPort(), 0));
  }

  static ImageServer start(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new ImageServer(server);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers below a path. */
  public ImageServer on(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          connections.add(exchange.getRemoteAddress());
          requests.add(exchange.getRequestURI().toString());
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return this;
  }

  /** Answers the first request in one way and all others in another. */
  ImageServer on(String path, HttpHandler first, HttpHandler others) {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return on(path, exchange -> (seen.add(path) ? first : others).handle(exchange));
  }

  public static HttpHandler image(byte[] bytes) {
    return exchange -> send(exchange, 200, bytes);
  }

  static HttpHandler status(int status, String... header) {
    return exchange -> {
      if (header.length > 0) {
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
      send(exchange, status, new byte[0]);
    };
  }

  static HttpHandler redirect(int status, String location) {
    return status(status, "Location", location);
  }

  static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The paths that were asked for. */
  public List<String> requests() {
    return requests;
  }

  int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
