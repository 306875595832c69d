package io.engram.processor.reference;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.core5.net.PercentCodec;

/**
 * An object of a store.
 *
 * @param key decoded
 */
record S3Object(String bucket, String key) {
  /** Older buckets have names that today's rules forbid. */
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

  private static final Pattern DOTS = Pattern.compile("(.*/)?\\.\\.?(/.*)?", Pattern.DOTALL);

  static boolean isBucket(String name) {
    return BUCKET.matcher(name).matches() && !name.contains("..");
  }

  /**
   * The object of {@code s3://bucket/key}, whose key is percent-encoded; empty if it names none.
   * Neither does a key with {@code .} or {@code ..} between slashes: on its way to the store it
   * could become one of another bucket.
   */
  static Optional<S3Object> of(URI uri) {
    String bucket = uri.getRawAuthority();
    String key = uri.getPath();
    boolean good =
        bucket != null
            && isBucket(bucket)
            && key != null
            && key.length() > 1
            && !DOTS.matcher(key).matches()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
    return good ? Optional.of(new S3Object(bucket, key.substring(1))) : Optional.empty();
  }

  /** The key as it goes into a request: slashes as they are. */
  String encodedKey() {
    return Arrays.stream(key.split("/", -1))
        .map(part -> PercentCodec.encode(part, StandardCharsets.UTF_8))
        .collect(Collectors.joining("/"));
  }
}
