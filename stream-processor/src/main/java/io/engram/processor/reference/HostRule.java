package io.engram.processor.reference;

import java.net.IDN;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * An entry of an allow-list of hosts: {@code images.example.com}, {@code *.example.com}, {@code
 * store:9000} or {@code http://store:9000}. Without a scheme it is {@code https}; without a port,
 * the scheme's own.
 *
 * @param origin where it leads
 * @param subdomains whether it stands for all names below the host, and not for the host itself
 */
public record HostRule(Origin origin, boolean subdomains) {
  private static final String ANY = "*.";
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static HostRule parse(String text) {
    int end = text.indexOf("://");
    String scheme = end < 0 ? "https" : text.substring(0, end);
    String authority = end < 0 ? text : text.substring(end + "://".length());
    boolean subdomains = authority.startsWith(ANY);
    String host = subdomains ? authority.substring(ANY.length()) : authority;
    URI uri = URI.create(scheme + "://" + IDN.toASCII(host));
    Origin origin =
        Origin.of(uri)
            .filter(any -> uri.getRawUserInfo() == null && uri.getRawPath().isEmpty())
            .filter(any -> uri.getRawQuery() == null && uri.getRawFragment() == null)
            .filter(any -> any.port() > 0 && any.port() < 1 << 16)
            .orElseThrow(() -> new IllegalArgumentException(text));
    if (subdomains && ADDRESS.matcher(origin.host()).matches()) {
      throw new IllegalArgumentException(text);
    }
    return new HostRule(origin, subdomains);
  }

  boolean allows(Origin other) {
    return names(other.host())
        && origin.scheme().equals(other.scheme())
        && origin.port() == other.port();
  }

  boolean names(String host) {
    return subdomains ? host.endsWith("." + origin.host()) : host.equals(origin.host());
  }
}
