package io.engram.processor.reference;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.HttpHeaders;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * A request for an object.
 *
 * @param path encoded
 */
record S3Request(Origin origin, String path) {

  static S3Request of(S3Config config, S3Object object) {
    URI address = config.address();
    Origin endpoint = Origin.of(address).orElseThrow();
    String prefix = address.getRawPath().replaceFirst("/$", "");
    return switch (config.addressing()) {
      case PATH ->
          new S3Request(endpoint, prefix + "/" + object.bucket() + "/" + object.encodedKey());
      case VIRTUAL ->
          new S3Request(
              new Origin(
                  endpoint.scheme(), object.bucket() + "." + endpoint.host(), endpoint.port()),
              prefix + "/" + object.encodedKey());
    };
  }

  /**
   * The headers that prove who asks, by AWS' signature version 4.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials
   */
  Map<String, String> signedHeaders(
      AwsCredentialsProvider credentials, String region, Clock clock) {
    SdkHttpRequest bare =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol(origin.scheme())
            .host(origin.writtenHost())
            .port(origin.port())
            .encodedPath(path)
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                request ->
                    request
                        .request(bare)
                        .identity(credentials.resolveCredentials())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        // S3 signs paths as they are sent.
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request();
    return signed.headers().entrySet().stream()
        // The client writes it itself, as the origin's authority.
        .filter(header -> !header.getKey().equalsIgnoreCase(HttpHeaders.HOST))
        .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().get(0)));
  }
}
