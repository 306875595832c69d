package io.engram.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.engram.schemas.Bounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the real client makes of a registry's answers: whether a record or the registry is amiss.
 */
class RegistryAnswersTest {
  private static final byte[] PAYLOAD = {0, 0, 0, 0, 7, 0};

  private HttpServer server;
  private AvroSerdes serdes;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    serdes = AvroSerdes.connect(url());
  }

  @AfterEach
  void stop() {
    serdes.close();
    server.stop(0);
  }

  private void answer(int status, String body) {
    server.createContext(
        "/schemas/ids/7",
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  void shouldSayWhoItIsWhereTheRegistryAsks() {
    AtomicReference<String> caller = new AtomicReference<>();
    server.createContext(
        "/",
        exchange -> {
          caller.set(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    Map<String, String> settings =
        Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "me:secret");
    try (AvroSerdes known = AvroSerdes.connect(url(), settings)) {
      var deserializer = known.deserializer(Bounds.class);

      assertThatThrownBy(() -> deserializer.deserialize("pictures", PAYLOAD))
          .isInstanceOf(RegistryUnavailableException.class);
    }
    assertThat(caller.get())
        .isEqualTo("Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(UTF_8)));
  }

  @Test
  void shouldTrustTheCertificatesThatItIsTold() {
    Map<String, String> settings = Map.of("ssl.truststore.location", "/no/such/truststore.jks");

    assertThatThrownBy(() -> AvroSerdes.connect("https://localhost:1", settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("schema registry", "/no/such/truststore.jks");
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void read() {
    serdes.deserializer(Bounds.class).deserialize("pictures", PAYLOAD);
  }

  @ParameterizedTest
  @CsvSource({
    "PROTOBUF, 'syntax = proto3;', is PROTOBUF",
    "JSON, '{}', is JSON",
    "AVRO, '{}', cannot be parsed"
  })
  void shouldBlameTheRecordForASchemaThatIsNotAvro(String type, String schema, String why) {
    answer(200, "{\"schemaType\": \"%s\", \"schema\": \"%s\"}".formatted(type, schema));

    assertThatThrownBy(this::read)
        .isInstanceOf(SerializationException.class)
        .hasMessageContainingAll("Topic pictures", "schema 7", why);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 422})
  void shouldBlameTheRecordForAnIdThatTheRegistryRefuses(int status) {
    answer(status, "{\"error_code\": %d, \"message\": \"no\"}".formatted(status));

    assertThatThrownBy(this::read)
        .isInstanceOf(SerializationException.class)
        .hasMessageContainingAll("Topic pictures", "schema 7");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 503})
  void shouldBlameTheRegistryForWhatAnotherAttemptCanChange(int status) {
    answer(status, "{\"error_code\": %d, \"message\": \"not now\"}".formatted(status));

    assertThatThrownBy(this::read)
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContainingAll("Topic pictures", "schema 7");
  }

  @Test
  void shouldBlameTheRegistryForAnAnswerThatIsNone() {
    answer(200, "<html>Log in</html>");

    assertThatThrownBy(this::read).isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void shouldReadOnceTheRegistryAnswers() {
    String schema = PublishedSchema.of(Bounds.class).canonicalString().replace("\"", "\\\"");
    answer(200, "{\"schema\": \"%s\"}".formatted(schema));
    byte[] bounds = new byte[5 + 4 * Double.BYTES];
    bounds[4] = 7;

    assertThat(serdes.deserializer(Bounds.class).deserialize("pictures", bounds))
        .isEqualTo(new Bounds(0., 0., 0., 0.));
  }
}
