package io.engram.processor.reference;

import static io.engram.processor.reference.ImageServer.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.engram.processor.reference.S3Config.Addressing;
import io.engram.processor.reference.S3Config.Credentials;
import io.engram.schemas.FailureReason;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3ReferenceTest {
  private static final byte[] ABC = "abc".getBytes(UTF_8);
  private static final String REGION = "eu-north-1";

  private final Fixture fixture = new Fixture();
  private ImageServer store;

  @BeforeEach
  void start() throws IOException {
    store = ImageServer.start();
    fixture
        .name("store.test", "127.0.0.1")
        .name("images.store.test", "127.0.0.1")
        .buckets("images")
        .s3(config("", Addressing.PATH, Credentials.AWS));
  }

  private S3Config config(String path, Addressing addressing, Credentials credentials) {
    URI endpoint = URI.create("http://store.test:" + store.port() + path);
    return new S3Config(Optional.of(endpoint), REGION, addressing, credentials);
  }

  @AfterEach
  void stop() {
    fixture.close();
    store.close();
  }

  /** Answers only what is signed as it should be. */
  private static HttpHandler signed(HttpHandler handler) {
    return exchange -> {
      boolean accepted =
          isSigned(exchange) && exchange.getRequestHeaders().getFirst("Host") != null;
      (accepted ? handler : error(403, "SignatureDoesNotMatch")).handle(exchange);
    };
  }

  private static boolean isSigned(HttpExchange exchange) {
    try {
      return SignatureCheck.accepts(
          exchange.getRequestURI().getRawPath(),
          exchange.getRequestHeaders()::getFirst,
          REGION,
          Fixture.CREDENTIALS.accessKeyId(),
          Fixture.CREDENTIALS.secretAccessKey());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpHandler error(int status, String code) {
    String page = "<?xml version=\"1.0\"?>\n<Error><Code>%s</Code><Key>a</Key></Error>";
    return exchange -> ImageServer.send(exchange, status, page.formatted(code).getBytes(UTF_8));
  }

  private void shouldRefuse(String uri, FailureReason reason, String... says) throws Exception {
    assertThat(fixture.refusal(uri))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              String text = refused.detail() + ": " + refused.remedy();
              assertThat(text).contains("s3:");
              assertThat(List.of(says)).allMatch(text::contains);
            });
  }

  @Test
  void shouldReadObjectsWithSignedRequests() throws Exception {
    store.on("/", signed(image(ABC)));

    for (int i = 0; i < 3; i++) {
      assertThat(fixture.bytes("s3://images/spring/a%20b%2B(1)%3F%23%25~é.jpg")).isEqualTo(ABC);
    }
    assertThat(store.requests())
        .hasSize(3)
        .containsOnly("/images/spring/a%20b%2B%281%29%3F%23%25~%C3%A9.jpg");
    assertThat(store.connections()).isLessThanOrEqualTo(2);
  }

  @Test
  void shouldPutTheBucketInFrontOfTheHostIfTold() throws Exception {
    fixture.s3(config("/store/", Addressing.VIRTUAL, Credentials.AWS));
    store.on(
        "/",
        signed(
            exchange -> {
              String host = exchange.getRequestHeaders().getFirst("Host");
              ImageServer.send(exchange, 200, host.getBytes(UTF_8));
            }));

    assertThat(fixture.bytes("s3://images/a.jpg"))
        .asString(UTF_8)
        .isEqualTo("images.store.test:" + store.port());
    assertThat(store.requests()).containsExactly("/store/a.jpg");
  }

  @Test
  void shouldNotSignForPublicBucketsIfTold() throws Exception {
    fixture.s3(config("", Addressing.PATH, Credentials.ANONYMOUS));
    store.on(
        "/",
        exchange -> {
          boolean anonymous = exchange.getRequestHeaders().getFirst("Authorization") == null;
          ImageServer.send(exchange, anonymous ? 200 : 400, ABC);
        });

    assertThat(fixture.bytes("s3://images/a.jpg")).isEqualTo(ABC);
  }

  @Test
  void shouldSayWhatTheStoreAnswers() throws Exception {
    store
        .on("/images/missing", error(404, "NoSuchKey"))
        .on("/images/secret", error(403, "AccessDenied"))
        .on("/images/elsewhere", error(301, "PermanentRedirect"))
        .on("/images/large", image(new byte[Fixture.MAX_BYTES + 1]));

    shouldRefuse("s3://images/missing", FailureReason.REFERENCE_NOT_FOUND, "404 NoSuchKey");
    shouldRefuse(
        "s3://images/secret",
        FailureReason.REFERENCE_UNREADABLE,
        "403 AccessDenied",
        "references.s3.region");
    shouldRefuse(
        "s3://images/elsewhere", FailureReason.REFERENCE_UNREADABLE, "301 PermanentRedirect");
    shouldRefuse("s3://images/large", FailureReason.TOO_MANY_BYTES);
  }

  @Test
  void shouldSlowDownWhenAsked() throws Exception {
    store.on("/images/busy", error(503, "SlowDown"), signed(image(ABC)));
    store.on("/images/down", error(503, "SlowDown"));

    assertThat(fixture.bytes("s3://images/busy")).isEqualTo(ABC);
    shouldRefuse(
        "s3://images/down", FailureReason.REFERENCE_UNREADABLE, "503 SlowDown", "3 attempts");
  }

  @Test
  void shouldReadFromListedBucketsOnly() throws Exception {
    store.on("/", image(ABC));

    for (String bucket : new String[] {"other", "IMAGES", "images.store", "image"}) {
      shouldRefuse(
          "s3://" + bucket + "/a.jpg",
          FailureReason.REFERENCE_NOT_ALLOWED,
          "add " + bucket + " to references.buckets");
    }
    assertThat(store.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:a.jpg",
        "s3:///a.jpg",
        "s3://images",
        "s3://images/",
        "s3://images/a.jpg?versionId=1",
        "s3://images/a.jpg#b",
        "s3://me:secret@images/a.jpg",
        "s3://images:80/a.jpg",
        "s3://images/../other/a.jpg",
        "s3://images/%2e%2e/other/a.jpg",
        "s3://images/a%2f..%2f..%2fother/a.jpg",
        "s3://images/./a.jpg",
        "s3://images/.."
      })
  void shouldRefuseWhatNamesNoObject(String uri) throws Exception {
    store.on("/", image(ABC));

    shouldRefuse(uri, FailureReason.INVALID_EVENT, "s3://bucket/key");
    assertThat(fixture.refusal(uri).toString()).doesNotContain("secret");
    assertThat(store.requests()).isEmpty();
  }
}
