package io.engram.schemas.serde;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:8081", "ftp://localhost:8081", "http://", "http://a b"})
  void shouldRefuseWhatIsNoHttpUrl(String url) {
    assertThatThrownBy(() -> AvroSerdes.connect(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("\"" + url + "\"", "http://localhost:8081");
  }
}
