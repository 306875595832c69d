package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownUriTest {

  @ParameterizedTest
  @CsvSource({
    "https://a/b.jpg, https://a/b.jpg",
    "https://me:secret@a/b.jpg, https://***@a/b.jpg",
    "https://me:se@cret@a/b.jpg, https://***@a/b.jpg",
    "https://a/b.jpg?token=secret#x, https://a/b.jpg?...",
    "https://a/b@c.jpg, https://a/b@c.jpg",
    "http://me:secret@a b, http://***@a b"
  })
  void shouldShowNoSecrets(String reference, String shown) {
    assertThat(ShownUri.of(reference)).isEqualTo(shown);
  }
}
