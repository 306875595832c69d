package io.engram.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * A schema registry in a JVM of its own: Apicurio Registry, which speaks Confluent's API.
 *
 * <p>Incompatible schemas are refused under every subject (FULL_TRANSITIVE); Apicurio's default is
 * to take anything.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  static final String NAME = "The embedded schema registry";

  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 50;
  private static final int OK = 200;

  private final String url;
  private final RegistryProcess process;
  private final DataDirectory data;
  private final HttpClient http;

  private EmbeddedRegistry(String url, RegistryProcess process, DataDirectory data) {
    this.url = url;
    this.process = process;
    this.data = data;
    this.http = HttpClient.newBuilder().connectTimeout(REQUEST_TIMEOUT).build();
  }

  /** Starts a registry and returns when it serves; takes a few seconds. */
  public static EmbeddedRegistry start(PlatformConfig config) throws PlatformStartException {
    EmbeddedRegistry registry = launch(config, RegistryInstallation.find());
    registry.awaitReady();
    return registry;
  }

  /** Starts a registry and returns at once; {@link #awaitReady} is to follow. */
  static EmbeddedRegistry launch(PlatformConfig config, RegistryInstallation installation)
      throws PlatformStartException {
    int port = LocalPort.free(NAME, config.host(), config.registryPort());
    DataDirectory data = DataDirectory.open(config.dataDirectory(), "registry");
    try {
      RegistryProcess process =
          RegistryProcess.launch(installation, config.host(), port, data.path());
      String url = "http://%s:%d/apis/ccompat/v7".formatted(config.host(), port);
      return new EmbeddedRegistry(url, process, data);
    } catch (PlatformStartException e) {
      data.close();
      throw e;
    }
  }

  /** Blocks until the registry serves; closes it if it does not. */
  void awaitReady() throws PlatformStartException {
    try {
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (!answers(HttpRequest.newBuilder(URI.create(url + "/subjects")).GET())) {
        if (!process.isAlive() || System.nanoTime() - deadline > 0) {
          throw notReady();
        }
        Thread.sleep(POLL_MILLIS);
      }
      requireCompatibility();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new PlatformStartException(NAME, "interrupted", "Start it again", e);
    } catch (PlatformStartException e) {
      close();
      throw e;
    }
  }

  /** Base URL of the Confluent-compatible API, without a slash at its end. */
  public String url() {
    return url;
  }

  /** Why the registry no longer serves, or empty while its JVM runs. */
  public Optional<String> failure() {
    return process.exitStatus().map(status -> "its JVM ended with status " + status);
  }

  /** Stops the registry, waits until it has, and deletes its data if they were temporary. */
  @Override
  public void close() {
    process.close();
    data.close();
  }

  private void requireCompatibility() throws InterruptedException, PlatformStartException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/config"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(BodyPublishers.ofString("{\"compatibility\": \"FULL_TRANSITIVE\"}"));
    if (!answers(request)) {
      throw notReady();
    }
  }

  private boolean answers(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<Void> response =
          http.send(request.timeout(REQUEST_TIMEOUT).build(), BodyHandlers.discarding());
      return response.statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  private PlatformStartException notReady() {
    return new PlatformStartException(
        NAME,
        process.isAlive()
            ? "it did not serve within " + DEADLINE.toSeconds() + " s"
            : "its JVM ended",
        "Its last words:\n" + process.tail());
  }
}
