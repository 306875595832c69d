package io.engram.model.store;

import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Objects of a bucket, which are written as a whole or not at all by themselves. */
final class S3Blobs implements Blobs {
  private final S3Client client;
  private final String bucket;
  private final String prefix;

  private S3Blobs(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** Asks nobody yet. */
  static S3Blobs open(String bucket, String prefix, StoreConfig.S3 config) throws StoreException {
    try {
      S3ClientBuilder client =
          S3Client.builder()
              .region(Region.of(config.region()))
              // Every store understands names of buckets in the path.
              .forcePathStyle(true)
              // Nor does each know the checksums that Amazon's adds; content is verified anyway.
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
              .httpClientBuilder(UrlConnectionHttpClient.builder());
      config.endpoint().ifPresent(client::endpointOverride);
      return new S3Blobs(client.build(), bucket, prefix);
    } catch (SdkException | IllegalArgumentException e) {
      throw failure("s3://" + bucket, "it cannot be reached", e);
    }
  }

  @Override
  public List<Blob> list(String begin) throws StoreException {
    try {
      return client
          .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + begin))
          .contents()
          .stream()
          .map(
              object ->
                  new Blob(
                      object.key().substring(prefix.length()),
                      object.size(),
                      object.lastModified()))
          .sorted(Comparator.comparing(Blob::name))
          .toList();
    } catch (SdkException e) {
      throw failure(this, "it cannot be listed", e);
    }
  }

  @Override
  public Optional<byte[]> read(String name, int limit) throws StoreException {
    try (var object = client.getObject(request -> request.bucket(bucket).key(prefix + name))) {
      byte[] bytes = object.readNBytes(limit);
      if (object.read() >= 0) {
        object.abort();
        throw StoreException.damaged(this, "%s has more than %,d bytes".formatted(name, limit));
      }
      return Optional.of(bytes);
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (StoreException e) {
      throw e;
    } catch (SdkException | IOException e) {
      throw failure(this, name + " cannot be read", e);
    }
  }

  @Override
  public void write(String name, byte[] content) throws StoreException {
    try {
      client.putObject(
          request -> request.bucket(bucket).key(prefix + name), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw failure(this, name + " cannot be written", e);
    }
  }

  @Override
  public void delete(String name) throws StoreException {
    try {
      client.deleteObject(request -> request.bucket(bucket).key(prefix + name));
    } catch (SdkException e) {
      throw failure(this, name + " cannot be deleted", e);
    }
  }

  @Override
  public URI address(String name) {
    return URI.create("s3://" + bucket + "/" + prefix + name);
  }

  private static StoreException failure(Object place, String what, Exception e) {
    return new StoreException(
        place,
        what + ": " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
        "check the bucket, the endpoint, the region, the credentials and the bucket's policy",
        e);
  }

  @Override
  public String toString() {
    return address("").toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
