package io.engram.model.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model store is.
 *
 * @param place a folder, or {@code s3://bucket} or {@code s3://bucket/prefix}
 * @param s3 how to reach buckets; without meaning for a folder
 */
public record StoreConfig(String place, S3 s3) {
  private static final Pattern BUCKET = Pattern.compile("s3://([^/?#]+)(?:/([^?#]*?))?/*");

  /**
   * An S3-compatible store. Credentials are no part of it: they come from where AWS' own tools look
   * for them.
   *
   * @param endpoint of the store; empty: that of Amazon S3 in the region
   * @param region also goes into signatures where there is an endpoint
   */
  public record S3(Optional<URI> endpoint, String region) {
    /** Amazon S3. */
    public static final S3 AMAZON = new S3(Optional.empty(), "us-east-1");

    public S3 {
      Objects.requireNonNull(endpoint, "endpoint");
      Objects.requireNonNull(region, "region");
    }
  }

  /**
   * @throws IllegalArgumentException if {@code place} is neither
   */
  public StoreConfig {
    Objects.requireNonNull(s3, "s3");
    if (place.isBlank()
        || (place.contains("://") && !BUCKET.matcher(place).matches() && !isFile(place))) {
      throw new IllegalArgumentException(
          "'%s' is no model store; give a folder or s3://bucket/prefix".formatted(place));
    }
  }

  /** A folder. */
  public static StoreConfig folder(Path folder) {
    return new StoreConfig(folder.toString(), S3.AMAZON);
  }

  private static boolean isFile(String place) {
    return place.startsWith("file:///");
  }

  Blobs open() throws StoreException {
    Matcher bucket = BUCKET.matcher(place);
    if (bucket.matches()) {
      String prefix = bucket.group(2);
      return S3Blobs.open(
          bucket.group(1), prefix == null || prefix.isEmpty() ? "" : prefix + "/", s3);
    }
    return new FolderBlobs(isFile(place) ? Path.of(URI.create(place)) : Path.of(place));
  }
}
