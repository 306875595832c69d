package io.engram.processor.reference;

import static io.engram.processor.reference.ImageServer.image;
import static io.engram.processor.reference.ImageServer.redirect;
import static io.engram.processor.reference.ImageServer.status;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.FailureReason;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the processor makes of servers, good and bad. Where they may be is {@link HostCheckTest}'s.
 */
class HttpReferenceTest {
  private static final byte[] ABC = "abc".getBytes(US_ASCII);

  private final Fixture fixture = new Fixture();
  private ImageServer server;
  private String root;

  @BeforeEach
  void start() throws IOException {
    server = ImageServer.start();
    root = "http://images.test:" + server.port();
    fixture.name("images.test", "127.0.0.1").privateHosts(root);
  }

  @AfterEach
  void stop() {
    fixture.close();
    server.close();
  }

  private void shouldRefuse(String path, FailureReason reason, String... says) throws Exception {
    assertThat(fixture.refusal(root + path))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.detail()).contains(root);
              assertThat(List.of(says)).allMatch(refused.detail()::contains);
              assertThat(refused.remedy()).isNotBlank();
            });
  }

  @Test
  void shouldReadImagesOverAConnectionThatIsKept() throws Exception {
    // One at a time: a reply is there a moment before its connection is free again.
    fixture.perHost(1);
    server.on("/a b.jpg", image(ABC)).on("/missing", status(404));

    for (int i = 0; i < 5; i++) {
      assertThat(fixture.bytes(root + "/a%20b.jpg?size=" + i)).isEqualTo(ABC);
      shouldRefuse("/missing", FailureReason.REFERENCE_NOT_FOUND, "404");
    }
    assertThat(server.requests()).contains("/a%20b.jpg?size=0", "/a%20b.jpg?size=4");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldAskForBytesAsTheyAreAndSendNoSecrets() throws Exception {
    CompletableFuture<String> headers = new CompletableFuture<>();
    server.on(
        "/",
        exchange -> {
          headers.complete(exchange.getRequestHeaders().entrySet().toString());
          ImageServer.send(exchange, 200, ABC);
        });

    fixture.bytes(root);

    assertThat(headers.get())
        .contains("Accept-encoding=[identity]", "images.test:" + server.port())
        .doesNotContainIgnoringCase("cookie")
        .doesNotContainIgnoringCase("authorization");
  }

  @Test
  void shouldSayWhatAServerAnswers() throws Exception {
    server
        .on("/gone", status(410))
        .on("/private", status(403))
        .on("/nothing", status(204))
        .on(
            "/packed",
            exchange -> {
              exchange.getResponseHeaders().add("Content-Encoding", "gzip");
              ImageServer.send(exchange, 200, ABC);
            });

    shouldRefuse("/gone", FailureReason.REFERENCE_NOT_FOUND, "410 Gone");
    shouldRefuse("/private", FailureReason.REFERENCE_UNREADABLE, "403 Forbidden");
    shouldRefuse("/nothing", FailureReason.REFERENCE_UNREADABLE, "204");
    shouldRefuse("/packed", FailureReason.REFERENCE_UNREADABLE, "compressed with gzip");
  }

  @Test
  void shouldTryAgainWhenAServerIsBusy() throws Exception {
    server
        .on("/error", status(500), image(ABC))
        .on("/busy", status(429, "Retry-After", "86400"), image(ABC))
        .on("/down", status(503));

    assertThat(fixture.bytes(root + "/error")).isEqualTo(ABC);
    assertThat(fixture.bytes(root + "/busy")).isEqualTo(ABC);
    shouldRefuse(
        "/down", FailureReason.REFERENCE_UNREADABLE, "503 Service Unavailable", "3 attempts");
    assertThat(server.requests()).filteredOn("/down"::equals).hasSize(3);
  }

  @Test
  void shouldNotTryAgainWhatNobodyWaitsForAnyMore() throws Exception {
    CountDownLatch askedAgain = new CountDownLatch(2);
    server.on("/down", status(503)).on("/next", image(ABC));
    fixture.perHost(1);

    CompletableFuture<Answer.Final> unwanted =
        fixture.begin(
            root + "/down",
            () -> {
              askedAgain.countDown();
              return askedAgain.getCount() > 0;
            });
    assertThat(askedAgain.await(60, TimeUnit.SECONDS)).isTrue();

    // Behind whatever has the host's only slot.
    assertThat(fixture.bytes(root + "/next")).isEqualTo(ABC);
    assertThat(server.requests()).containsExactly("/down", "/next");
    assertThat(unwanted).isNotDone();
  }

  @Test
  void shouldGiveUpAServerThatDoesNotExistOrAnswer() throws Exception {
    server.close();
    fixture.privateHosts("http://nowhere.test");

    shouldRefuse("/", FailureReason.REFERENCE_UNREADABLE, "refused", "3 attempts");
    assertThat(fixture.refusal("http://nowhere.test/"))
        .hasValueSatisfying(
            refused -> assertThat(refused.detail()).contains("host is unknown", "3 attempts"));
  }

  @Test
  void shouldFollowRedirects() throws Exception {
    server
        .on("/a", redirect(302, "/b"))
        .on("/b", redirect(308, root + "/c%20d?x=y#part"))
        .on("/c d", image(ABC));

    assertThat(fixture.bytes(root + "/a")).isEqualTo(ABC);
    assertThat(server.requests()).containsExactly("/a", "/b", "/c%20d?x=y");
  }

  @Test
  void shouldFollowRedirectsToNoEnd() throws Exception {
    server
        .on("/loop", redirect(301, "/loop"))
        .on("/nowhere", status(302))
        .on("/nonsense", redirect(302, "http://[/"));

    shouldRefuse("/loop", FailureReason.REFERENCE_UNREADABLE, "redirects more than 5 times");
    assertThat(server.requests()).hasSize(6);
    shouldRefuse("/nowhere", FailureReason.REFERENCE_UNREADABLE, "without an address");
    shouldRefuse("/nonsense", FailureReason.REFERENCE_UNREADABLE, "without an address");
  }

  @Test
  void shouldBreakOffWhatIsTooLarge() throws Exception {
    byte[] largest = new byte[Fixture.MAX_BYTES];
    byte[] larger = new byte[Fixture.MAX_BYTES + 1];
    server
        .on("/largest", image(largest))
        .on("/larger", image(larger))
        .on(
            "/unannounced",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(larger);
            })
        .on(
            "/endless",
            exchange -> {
              exchange.sendResponseHeaders(404, 0);
              exchange.getResponseBody().write(larger);
            });

    assertThat(fixture.bytes(root + "/largest")).isEqualTo(largest);
    shouldRefuse("/larger", FailureReason.TOO_MANY_BYTES, "100,000 bytes");
    shouldRefuse("/unannounced", FailureReason.TOO_MANY_BYTES);
    shouldRefuse("/endless", FailureReason.REFERENCE_UNREADABLE, "answers 404");
  }

  @Test
  void shouldNotTakeAPartForTheWhole() throws Exception {
    try (ServerSocket cut = new ServerSocket(0)) {
      Thread serving = new Thread(() -> answerInPart(cut));
      serving.start();
      String uri = "http://images.test:" + cut.getLocalPort() + "/";
      fixture.privateHosts(uri.substring(0, uri.length() - 1));

      assertThat(fixture.bytes(uri)).isEqualTo(ABC);
      serving.join();
    }
  }

  /** The first answer ends too early. */
  private static void answerInPart(ServerSocket listening) {
    for (String body : new String[] {"ab", "abc"}) {
      try (Socket socket = listening.accept()) {
        socket.getInputStream().read(new byte[10_000]);
        socket
            .getOutputStream()
            .write(("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" + body).getBytes(US_ASCII));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void shouldGiveUpWhatComesTooSlowly() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server.on(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write('a');
          exchange.getResponseBody().flush();
          await(end);
        });
    fixture.timeout(Duration.ofMillis(200));

    shouldRefuse("/slow", FailureReason.REFERENCE_UNREADABLE, "longer than 200 ms", "2 attempts");
    end.countDown();
  }

  @Test
  void shouldNotLetASlowHostHoldUpAnother() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server
        .on(
            "/slow",
            exchange -> {
              await(end);
              ImageServer.send(exchange, 200, ABC);
            })
        .on("/fast", image(ABC));
    String other = "http://other.test:" + server.port();
    fixture.perHost(1).name("other.test", "127.0.0.1").privateHosts(other);

    CompletableFuture<Answer.Final> slow = fixture.begin(root + "/slow");
    CompletableFuture<Answer.Final> behind = fixture.begin(root + "/fast");
    assertThat(fixture.bytes(other + "/fast")).isEqualTo(ABC);
    assertThat(slow).isNotDone();
    assertThat(behind).isNotDone();

    end.countDown();
    assertThat(slow.get(60, TimeUnit.SECONDS)).isInstanceOf(Answer.Fetched.class);
    assertThat(behind.get(60, TimeUnit.SECONDS)).isInstanceOf(Answer.Fetched.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
