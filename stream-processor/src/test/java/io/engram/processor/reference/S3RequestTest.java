package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.processor.reference.S3Config.Addressing;
import io.engram.processor.reference.S3Config.Credentials;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S3RequestTest {
  private static final S3Object OBJECT = new S3Object("images", "a b.jpg");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);

  private static S3Request request(Optional<String> endpoint, Addressing addressing) {
    S3Config config =
        new S3Config(endpoint.map(URI::create), "eu-north-1", addressing, Credentials.AWS);
    return S3Request.of(config, OBJECT);
  }

  @Test
  void shouldAskAmazonWhereThereIsNoEndpoint() {
    assertThat(request(Optional.empty(), Addressing.PATH))
        .isEqualTo(
            new S3Request(
                new Origin("https", "s3.eu-north-1.amazonaws.com", 443), "/images/a%20b.jpg"));
    assertThat(request(Optional.empty(), Addressing.VIRTUAL).origin().toString())
        .isEqualTo("https://images.s3.eu-north-1.amazonaws.com");
  }

  @Test
  void shouldSignForTheHostThatARequestNames() throws Exception {
    for (String endpoint :
        new String[] {"https://store", "http://store:9000", "http://[::1]:9000"}) {
      S3Request request = request(Optional.of(endpoint), Addressing.PATH);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(
          request.signedHeaders(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")),
              "eu-north-1",
              CLOCK));
      assertThat(headers).doesNotContainKey("Host");
      headers.put("Host", request.origin().authority());

      assertThat(
              SignatureCheck.accepts(request.path(), headers::get, "eu-north-1", "AKID", "secret"))
          .as(endpoint)
          .isTrue();
    }
  }

  @Test
  void shouldSendTheTokenOfATemporaryKey() {
    assertThat(
            request(Optional.empty(), Addressing.PATH)
                .signedHeaders(
                    StaticCredentialsProvider.create(
                        AwsSessionCredentials.create("AKID", "secret", "token")),
                    "eu-north-1",
                    CLOCK))
        .containsEntry("X-Amz-Security-Token", "token")
        .containsEntry("X-Amz-Date", "20261125T100000Z");
  }
}
