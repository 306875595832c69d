package io.engram.processor.reference;

import io.engram.processor.reference.Answer.Later;
import io.engram.processor.reference.Answer.Refused;
import io.engram.schemas.FailureReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Reads objects of a store that speaks S3. Redirects, with which S3 answers where the region is
 * wrong, are not followed.
 */
final class S3Fetcher implements Fetcher {
  private static final Pattern CODE = Pattern.compile("<Code>(\\w{1,64})</Code>");

  private final ReferencePolicy policy;
  private final S3Config config;
  private final Optional<AwsCredentialsProvider> credentials;
  private final HttpTransport transport;
  private final Executor threads;
  private final int maxBytes;
  private final Duration timeout;

  /**
   * @param credentials empty: requests are not signed
   */
  S3Fetcher(
      ReferencePolicy policy,
      S3Config config,
      Optional<AwsCredentialsProvider> credentials,
      HttpTransport transport,
      Executor threads,
      int maxBytes,
      Duration timeout) {
    this.policy = policy;
    this.config = config;
    this.credentials = credentials;
    this.transport = transport;
    this.threads = threads;
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  /** All buckets are one host's. */
  @Override
  public String share(URI uri) {
    return "s3";
  }

  @Override
  public CompletableFuture<Answer> fetch(URI uri) {
    String shown = ShownUri.of(uri);
    Optional<S3Object> object = S3Object.of(uri);
    if (object.isEmpty()) {
      return CompletableFuture.completedFuture(
          Refusals.malformed(
              shown,
              "names no object of a bucket",
              "name it as s3://bucket/key, with ?, #, % and spaces of the key percent-encoded"));
    }
    if (!policy.buckets().contains(object.get().bucket())) {
      return CompletableFuture.completedFuture(notAllowed(shown, object.get().bucket()));
    }
    return get(shown, S3Request.of(config, object.get()));
  }

  private CompletableFuture<Answer> get(String shown, S3Request request) {
    Map<String, String> headers = new HashMap<>(Map.of("Accept-Encoding", "identity"));
    try {
      credentials.ifPresent(
          provider ->
              headers.putAll(request.signedHeaders(provider, config.region(), Clock.systemUTC())));
    } catch (SdkException e) {
      return CompletableFuture.completedFuture(
          new Later("there are no AWS credentials: " + e.getMessage()));
    }
    return transport
        .get(request.origin(), request.path(), headers, timeout)
        .handleAsync(
            (reply, failure) ->
                failure == null
                    ? answer(shown, reply)
                    : HttpFailures.answer(shown, failure, maxBytes, timeout),
            threads);
  }

  private static Answer answer(String shown, Reply reply) {
    String body =
        new String(reply.status() == 200 ? new byte[0] : reply.body(), StandardCharsets.UTF_8);
    String code =
        CODE.matcher(body).results().findFirst().map((MatchResult m) -> m.group(1)).orElse("");
    return reply.toAnswer(
        shown,
        "the store answers %d %s".formatted(reply.status(), code).strip(),
        "check references.s3.endpoint, references.s3.region, the credentials and the bucket's"
            + " policy");
  }

  private static Refused notAllowed(String shown, String bucket) {
    return new Refused(
        FailureReason.REFERENCE_NOT_ALLOWED,
        shown + " is not in a bucket that this processor may read",
        "submit the bytes inline, or add %s to references.buckets".formatted(bucket));
  }

  @Override
  public void close() {
    transport.close();
    if (credentials.orElse(null) instanceof SdkAutoCloseable provider) {
      provider.close();
    }
  }
}
