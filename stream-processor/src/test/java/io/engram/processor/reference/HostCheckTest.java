package io.engram.processor.reference;

import static io.engram.processor.reference.ImageServer.image;
import static io.engram.processor.reference.ImageServer.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.FailureReason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers are never asked, whatever way an address is written or a name resolves. */
class HostCheckTest {
  private static final String PUBLIC = "93.184.216.34";

  private final Fixture fixture = new Fixture();
  private ImageServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = ImageServer.start().on("/", image(new byte[] {1}));
    port = server.port();
  }

  @AfterEach
  void stop() {
    fixture.close();
    server.close();
  }

  private void shouldRefuse(String uri, FailureReason reason, String... says) throws Exception {
    assertThat(fixture.refusal(uri))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              String text = refused.detail() + ": " + refused.remedy();
              assertThat(List.of(says)).allMatch(text::contains);
            });
  }

  @Test
  void shouldAllowNoHostByDefault() throws Exception {
    shouldRefuse(
        "http://127.0.0.1:" + port + "/a.jpg?secret",
        FailureReason.REFERENCE_NOT_ALLOWED,
        "http://127.0.0.1:" + port + "/a.jpg?... is not at a host",
        "add http://127.0.0.1:" + port + " to references.hosts");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void shouldReadFromPrivateAddressesOnlyWhereAHostMayHaveThem() throws Exception {
    String literal = "http://127.0.0.1:" + port;
    String named = "http://images.test:" + port;
    fixture.name("images.test", "127.0.0.1").hosts(literal, named);

    for (String uri : new String[] {literal, named}) {
      shouldRefuse(
          uri, FailureReason.REFERENCE_NOT_ALLOWED, "private address", "references.private-hosts");
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void shouldReadFromPrivateAddressesOfAPrivateHost() throws Exception {
    fixture.privateHosts("http://127.0.0.1:" + port, "http://*.test:" + port);
    fixture.name("images.test", "127.0.0.1");

    assertThat(fixture.bytes("http://127.0.0.1:" + port)).hasSize(1);
    assertThat(fixture.bytes("HTTP://IMAGES.TEST.:" + port + "/")).hasSize(1);
  }

  @Test
  void shouldNeverReadFromLinkLocalAddresses() throws Exception {
    fixture
        .name("metadata.test", "169.254.169.254")
        .privateHosts("http://metadata.test", "http://169.254.169.254", "http://[fe80::1]");

    for (String host : new String[] {"metadata.test", "169.254.169.254", "[fe80::1]"}) {
      shouldRefuse(
          "http://" + host + "/latest/meta-data",
          FailureReason.REFERENCE_NOT_ALLOWED,
          "link-local");
    }
  }

  @Test
  void shouldRefuseAHostOfWhichOneAddressIsPrivate() throws Exception {
    fixture.name("images.test", PUBLIC + " 127.0.0.1").hosts("http://images.test:" + port);

    shouldRefuse("http://images.test:" + port, FailureReason.REFERENCE_NOT_ALLOWED);
  }

  @Test
  void shouldConnectOnlyToAddressesThatWereChecked() throws Exception {
    // The name changes between the first look and the connection.
    fixture.name("images.test", PUBLIC, "127.0.0.1").hosts("http://images.test:" + port);

    shouldRefuse(
        "http://images.test:" + port, FailureReason.REFERENCE_NOT_ALLOWED, "private address");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void shouldCheckEveryStepOfARedirect() throws Exception {
    String start = "http://start.test:" + port;
    server
        .on("/listed", redirect(302, "http://rebound.test:" + port + "/a.jpg"))
        .on("/unlisted", redirect(302, "http://127.0.0.1:" + port + "/b.jpg?token=t"))
        .on("/file", redirect(302, "file:///etc/passwd"))
        .on("/user", redirect(302, "http://me:secret@start.test:" + port + "/"));
    fixture
        .name("start.test", "127.0.0.1")
        .name("rebound.test", "127.0.0.1")
        .privateHosts(start)
        .hosts("http://rebound.test:" + port);

    shouldRefuse(
        start + "/listed",
        FailureReason.REFERENCE_NOT_ALLOWED,
        start + "/listed (redirected to http://rebound.test:" + port + "/a.jpg)",
        "private address");
    shouldRefuse(
        start + "/unlisted",
        FailureReason.REFERENCE_NOT_ALLOWED,
        "(redirected to http://127.0.0.1:" + port + "/b.jpg?...) is not at a host");
    shouldRefuse(start + "/file", FailureReason.INVALID_EVENT, "no web address");
    shouldRefuse(start + "/user", FailureReason.INVALID_EVENT, "//***@start.test");
    assertThat(server.requests()).containsExactly("/listed", "/unlisted", "/file", "/user");
  }

  @Test
  void shouldRefuseCredentialsWithoutShowingThem() throws Exception {
    fixture.name("images.test", "127.0.0.1").privateHosts("http://images.test:" + port);

    for (String user : new String[] {"me:secret@", "secret@", "images.test%40secret@"}) {
      String uri = "http://" + user + "images.test:" + port + "/a.jpg";
      shouldRefuse(uri, FailureReason.INVALID_EVENT, "user name or password");
      assertThat(fixture.refusal(uri).toString()).doesNotContain("secret");
    }
    assertThat(server.requests()).isEmpty();
  }

  /** Spellings of 127.0.0.1 that some clients understand. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.1",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[::1]",
        "0.0.0.0",
        "127.0.0.1.",
        "images.test@127.0.0.1",
        "127.0.0.1%2f.images.test",
        "images.test\u3002127.0.0.1",
        "\u2460\u2461\u2466.0.0.1"
      })
  void shouldNotBeTakenInByOddSpellings(String host) throws Exception {
    fixture
        .name("images.test", PUBLIC)
        .hosts("http://images.test:" + port, "http://*.images.test:" + port);

    assertThat(fixture.refusal("http://" + host + ":" + port + "/")).isPresent();
    assertThat(server.requests()).isEmpty();
  }
}
