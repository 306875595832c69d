package io.engram.cli.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes traces as OpenTelemetry's collector does, by HTTP; those of this JVM while it is open. */
public final class Collector implements AutoCloseable {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

  private final HttpServer server;
  private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();

  private Collector(HttpServer server) {
    this.server = server;
    server.createContext("/v1/traces", this::receive);
    server.start();
    System.setProperty(ENDPOINT, "http://localhost:" + server.getAddress().getPort());
  }

  public static Collector open() throws IOException {
    return new Collector(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
      InputStream body = exchange.getRequestBody();
      received.addAll(
          ExportTraceServiceRequest.parseFrom(
                  "gzip".equals(encoding) ? new GZIPInputStream(body) : body)
              .getResourceSpansList());
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** The services that told, each as often as it did. */
  List<String> services() {
    return received.stream()
        .flatMap(one -> one.getResource().getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> attribute.getValue().getStringValue())
        .toList();
  }

  /** What they told. */
  public List<Span> spans() {
    return received.stream()
        .flatMap(one -> one.getScopeSpansList().stream())
        .flatMap(one -> one.getSpansList().stream())
        .toList();
  }

  @Override
  public void close() {
    System.clearProperty(ENDPOINT);
    server.stop(0);
  }
}
