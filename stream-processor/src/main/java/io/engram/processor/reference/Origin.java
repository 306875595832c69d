package io.engram.processor.reference;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a web address leads, written in one way only, so that comparing it with an allow-list
 * cannot be got round by another spelling.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case, without a final dot; IPv6 without brackets
 * @param port always there
 */
public record Origin(String scheme, String host, int port) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * The origin of a web address; empty if it is none, or its host is neither a name nor a plain
   * address: {@code http://127.1/} and {@code http://2130706433/} are not.
   */
  static Optional<Origin> of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
      return Optional.empty();
    }
    int port = uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort();
    return Optional.of(new Origin(scheme, canonical(uri.getHost()), port));
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[")) {
      return canonicalIpv6(lower);
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String canonicalIpv6(String literal) {
    try {
      // A literal is not looked up.
      return InetAddress.getByName(literal).getHostAddress();
    } catch (UnknownHostException e) {
      // A zone that this machine doesn't have: nothing that a list could name.
      return literal;
    }
  }

  boolean hasDefaultPort() {
    return port == defaultPort(scheme);
  }

  /** The host as it is written in addresses. */
  String writtenHost() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  /**
   * The host, and the port where it is not the scheme's own: what a request says that it is for.
   */
  String authority() {
    return hasDefaultPort() ? writtenHost() : writtenHost() + ":" + port;
  }

  /** As it is written in an allow-list. */
  @Override
  public String toString() {
    return scheme + "://" + authority();
  }
}
