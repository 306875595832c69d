package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {

  private static boolean allows(String rule, String uri) {
    return Origin.of(URI.create(uri)).filter(HostRule.parse(rule)::allows).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "images.example.com, https://images.example.com/a.jpg",
    "images.example.com, https://IMAGES.Example.COM:443/a.jpg",
    "Images.Example.com., https://images.example.com/",
    "images.example.com, https://images.example.com./",
    "*.example.com, https://images.example.com/",
    "*.example.com, https://a.b.example.com/",
    "store:9000, https://store:9000/",
    "http://store:9000, http://store:9000/",
    "http://store, http://store:80/",
    "bücher.example, https://xn--bcher-kva.example/",
    "127.0.0.1, https://127.0.0.1/",
    "'[::1]:9000', 'https://[0:0:0:0:0:0:0:1]:9000/'",
    "'[::ffff:127.0.0.1]', https://127.0.0.1/"
  })
  void shouldAllowWhatItNames(String rule, String uri) {
    assertThat(allows(rule, uri)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "images.example.com, http://images.example.com/",
    "http://images.example.com, https://images.example.com/",
    "images.example.com, https://images.example.com:8443/",
    "images.example.com, https://example.com/",
    "images.example.com, https://images.example.com.evil.test/",
    "images.example.com, https://a.images.example.com/",
    "images.example.com, https://images.example.com@evil.test/",
    "images.example.com, https://imagesXexample.com/",
    "*.example.com, https://example.com/",
    "*.example.com, https://evilexample.com/",
    "*.example.com, https://.example.com/",
    "images.example.com, ftp://images.example.com/",
    "images.example.com, https:/images.example.com/",
    "127.0.0.1, https://127.1/",
    "127.0.0.1, https://2130706433/"
  })
  void shouldAllowNothingElse(String rule, String uri) {
    assertThat(allows(rule, uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "a b",
        "https://",
        "https://example.com/",
        "example.com/images",
        "me@example.com",
        "example.com?x",
        "example.com:0",
        "example.com:70000",
        "ftp://example.com",
        "file:///images",
        "*.0.0.1",
        "*.127.0.0.1",
        "a.*.com",
        "**.com"
      })
  void shouldRefuseWhatIsNoHost(String rule) {
    assertThatIllegalArgumentException().isThrownBy(() -> HostRule.parse(rule));
  }
}
