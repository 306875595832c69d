package io.engram.processor.reference;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets web addresses over connections that are kept and used again. Follows no redirect, tries
 * nothing twice, keeps no cookies, sends no credentials and asks no proxy: each would lead where
 * nobody looked. Thread-safe; builds its client when it is first needed.
 */
final class HttpTransport implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpTransport.class);

  /** So that changes of a name's addresses are followed in time. */
  private static final TimeValue MAX_AGE = TimeValue.ofMinutes(5);

  private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(30);
  private static final int IO_THREADS = 2;

  private final DnsResolver names;
  private final FetchLimits limits;
  private final int maxBytes;
  private CloseableHttpAsyncClient client;
  private boolean closed;

  HttpTransport(DnsResolver names, FetchLimits limits, int maxBytes) {
    this.names = names;
    this.limits = limits;
    this.maxBytes = maxBytes;
  }

  /**
   * Gets one address. The future ends exceptionally where there is no whole reply within the time;
   * what depends on it must not block, and so runs on another pool.
   *
   * @param path with the query, as it goes into the request
   */
  CompletableFuture<Reply> get(
      Origin origin, String path, Map<String, String> headers, Duration timeout) {
    // Without its own port the request is for the authority that signatures are made for.
    HttpHost host =
        new HttpHost(origin.scheme(), origin.host(), origin.hasDefaultPort() ? -1 : origin.port());
    BasicHttpRequest request = new BasicHttpRequest(Method.GET, host, path);
    headers.forEach(request::setHeader);
    request.setHeader(HttpHeaders.HOST, origin.authority());
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    Future<Reply> exchange =
        client()
            .execute(
                host,
                new BasicRequestProducer(request, null),
                new LimitedReply(maxBytes),
                null,
                null,
                completing(reply));
    return reply
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete(
            (any, failure) -> {
              if (failure != null) {
                // Out of time: nobody waits for the rest.
                exchange.cancel(true);
              }
            });
  }

  private synchronized CloseableHttpAsyncClient client() {
    if (closed) {
      throw new CancellationException("closed");
    }
    if (client == null) {
      client = build();
      client.start();
    }
    return client;
  }

  private CloseableHttpAsyncClient build() {
    return HttpAsyncClients.custom()
        .setConnectionManager(
            PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(limits.inFlight())
                .setMaxConnPerRoute(limits.perHost())
                .setDefaultTlsConfig(
                    TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                        .setSocketTimeout(Timeout.of(limits.timeout()))
                        .setTimeToLive(MAX_AGE)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
        .setIoReactorExceptionCallback(this::broken)
        .setThreadFactory(new DefaultThreadFactory("engram-http", true))
        .evictIdleConnections(MAX_IDLE)
        .setUserAgent("engram")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /** Closing breaks off what the client's threads are in the midst of, and they complain. */
  private synchronized void broken(Exception reason) {
    if (closed) {
      log.debug("Closed in the midst of work", reason);
    } else {
      log.error("A thread of the HTTP client has ended", reason);
    }
  }

  private static FutureCallback<Reply> completing(CompletableFuture<Reply> reply) {
    return new FutureCallback<>() {
      @Override
      public void completed(Reply result) {
        reply.complete(result);
      }

      @Override
      public void failed(Exception reason) {
        reply.completeExceptionally(reason);
      }

      @Override
      public void cancelled() {
        reply.completeExceptionally(new CancellationException("cancelled"));
      }
    };
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close(CloseMode.IMMEDIATE);
    }
  }
}
