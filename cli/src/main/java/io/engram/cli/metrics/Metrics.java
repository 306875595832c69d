package io.engram.cli.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.engram.cli.console.CommandFailedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where a command counts. If asked to, answers {@code GET /metrics} in Prometheus' text format, and
 * {@code /health/live} and {@code /health/ready} with 200 or 503.
 */
public final class Metrics implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final int MOST_AT_ONCE = 8;

  /** Seconds in which a question must have been asked; read by Java's server. */
  private static final String PATIENCE = "sun.net.httpserver.maxReqTime";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Optional<HttpServer> server;

  /** Without it, one who asks slowly keeps all others waiting, those who ask for health too. */
  private final ExecutorService answering =
      Executors.newFixedThreadPool(MOST_AT_ONCE, Metrics::thread);

  private volatile Health health = Health.STARTING;

  private Metrics(Optional<HttpServer> server) {
    this.server = server;
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    server.ifPresent(
        opened -> {
          opened.createContext("/", this::answer);
          opened.setExecutor(answering);
          opened.start();
        });
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "engram-metrics");
    thread.setDaemon(true);
    return thread;
  }

  /** What is counted is not told. */
  static Metrics untold() {
    return new Metrics(Optional.empty());
  }

  /**
   * Answers from now on, on all of the machine's addresses.
   *
   * @param port 0 for any that is free
   * @throws CommandFailedException if the port is taken
   */
  static Metrics on(int port) throws CommandFailedException {
    System.setProperty(PATIENCE, System.getProperty(PATIENCE, "10"));
    try {
      return new Metrics(Optional.of(HttpServer.create(new InetSocketAddress(port), 0)));
    } catch (IOException e) {
      throw new CommandFailedException(
          "port " + port,
          "cannot be listened on for metrics (" + e.getMessage() + ")",
          "Name another with --metrics-port, or leave it out.",
          e);
    }
  }

  /** Where the program counts. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Answers for the command's health from now on; until then it is live and not ready. */
  public void answerFor(Health of) {
    health = of;
  }

  /** The port that answers, if one does. */
  Optional<Integer> port() {
    return server.map(opened -> opened.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "Ask with GET.\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case PATH -> send(exchange, 200, registry.scrape());
        case LIVE -> send(exchange, health.live().getAsBoolean(), "live");
        case READY -> send(exchange, health.ready().getAsBoolean(), "ready");
        default -> send(exchange, 404, "There are %s, %s and %s.\n".formatted(PATH, LIVE, READY));
      }
    }
  }

  private static void send(HttpExchange exchange, boolean good, String what) throws IOException {
    send(exchange, good ? 200 : 503, (good ? what : "not " + what) + "\n");
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", TEXT);
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.ifPresent(opened -> opened.stop(0));
    answering.shutdownNow();
    collections.close();
    registry.close();
  }
}
