package io.engram.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTest {

  @Test
  void shouldGiveEachClientItsOwnPropertiesOfOneFile() {
    var properties =
        Map.of(
            "security.protocol", "SASL_SSL",
            "schema.registry.basic.auth.user.info", "me:secret");

    Connection connection = Connection.of("broker:9092", "http://registry:8081", properties);

    assertThat(connection.clientProperties()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
    assertThat(connection.registryProperties())
        .isEqualTo(Map.of("basic.auth.user.info", "me:secret"));
  }
}
