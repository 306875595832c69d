package io.engram.cli.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * A program of its own, for the health checks of containers: {@code Probe
 * http://127.0.0.1:9464/...} exits with 0 if the address answers with success, and with 1
 * otherwise. It runs every few seconds beside what it asks, so it loads as few classes as it can.
 */
public final class Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Probe() {}

  /**
   * @param args the address
   */
  public static void main(String[] args) {
    System.exit(isWell(URI.create(args[0]), PATIENCE) ? 0 : 1);
  }

  static boolean isWell(URI address, Duration patience) {
    try {
      var connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout((int) patience.toMillis());
      connection.setReadTimeout((int) patience.toMillis());
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
