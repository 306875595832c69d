package io.engram.processor.reference;

import java.net.URI;
import java.util.Optional;

/**
 * Where buckets are. Secrets are no part of it: they come from where AWS' own tools look for them.
 *
 * @param endpoint of the store; empty: that of Amazon S3 in the region
 * @param region also goes into signatures where there is an endpoint
 */
public record S3Config(
    Optional<URI> endpoint, String region, Addressing addressing, Credentials credentials) {

  /** Where a bucket's name goes. */
  public enum Addressing {
    /** Into the path: {@code https://endpoint/bucket/key}. Every store understands it. */
    PATH,
    /** In front of the host: {@code https://bucket.endpoint/key}. */
    VIRTUAL
  }

  /** Who asks. */
  public enum Credentials {
    /**
     * Whoever AWS' default chain finds: environment, system properties, profile, container,
     * machine.
     */
    AWS,
    /** Nobody: requests are not signed, and buckets must be public. */
    ANONYMOUS
  }

  public S3Config {
    endpoint.ifPresent(S3Config::requireEndpoint);
  }

  /**
   * Whether a store may be there.
   *
   * @throws IllegalArgumentException if not
   */
  public static void requireEndpoint(URI endpoint) {
    if (Origin.of(endpoint).isEmpty()
        || endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null) {
      throw new IllegalArgumentException("no address of an S3 endpoint: " + ShownUri.of(endpoint));
    }
  }

  /** Amazon S3, with the credentials of AWS' default chain. */
  public static S3Config defaults() {
    return new S3Config(Optional.empty(), "us-east-1", Addressing.PATH, Credentials.AWS);
  }

  URI address() {
    return endpoint.orElseGet(() -> URI.create("https://s3." + region + ".amazonaws.com"));
  }
}
