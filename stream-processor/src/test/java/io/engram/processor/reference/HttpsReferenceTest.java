package io.engram.processor.reference;

import static io.engram.processor.reference.ImageServer.image;
import static io.engram.processor.reference.ImageServer.redirect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.FailureReason;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsReferenceTest {
  private static final String PASSWORD = "changeit";
  private static final String TRUST = "javax.net.ssl.trustStore";

  @TempDir private static Path folder;
  private static ImageServer server;
  private final Fixture fixture = new Fixture();

  @BeforeAll
  static void start() throws Exception {
    Path store = folder.resolve("images.test.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "images",
                "-dname",
                "CN=images.test",
                "-ext",
                "san=dns:images.test",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    server = ImageServer.start(tls(store));
    server
        .on("/a.jpg", image(new byte[] {1}))
        .on("/plain", redirect(302, "http://images.test/a.jpg"));
    System.setProperty(TRUST, store.toString());
    System.setProperty(TRUST + "Password", PASSWORD);
  }

  private static SSLContext tls(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  @AfterAll
  static void stop() {
    System.clearProperty(TRUST);
    System.clearProperty(TRUST + "Password");
    server.close();
  }

  @BeforeEach
  void allow() {
    fixture
        .name("images.test", "127.0.0.1")
        .name("other.test", "127.0.0.1")
        .privateHosts("*.test:" + server.port(), "images.test:" + server.port());
    fixture.privateHosts("http://images.test");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void shouldRefuse(String uri, String says) throws Exception {
    assertThat(fixture.refusal(uri))
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.reason()).isEqualTo(FailureReason.REFERENCE_UNREADABLE);
              assertThat(refused.detail()).contains(says);
            });
  }

  @Test
  void shouldReadFromAServerWhoseCertificateIsTrusted() throws Exception {
    String uri = "https://images.test:" + server.port() + "/a.jpg";

    assertThat(fixture.bytes(uri)).hasSize(1);
    assertThat(fixture.bytes(uri)).hasSize(1);
  }

  @Test
  void shouldNotTrustACertificateOfAnotherName() throws Exception {
    shouldRefuse("https://other.test:" + server.port() + "/a.jpg", "cannot be trusted");
  }

  @Test
  void shouldNotFollowARedirectFromHttpsToHttp() throws Exception {
    shouldRefuse("https://images.test:" + server.port() + "/plain", "from https to http");
  }
}
