package io.engram.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.console.CommandFailedException;
import io.engram.cli.submit.Addresses.Named;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @ValueSource(strings = {"https://a/b.jpg", "HTTP://a/b.jpg", "s3://a/b", "file:///a/b c.jpg"})
  void shouldKnowAddresses(String argument) {
    assertThat(Addresses.isAddress(argument)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "/a/b", "C:\\a", "https", "http:/a", "ftp://a/b", "a/http://b"})
  void shouldTakeAllElseForPaths(String argument) {
    assertThat(Addresses.isAddress(argument)).isFalse();
  }

  @Test
  void shouldNameEachAddressOnceAndWithoutItsQuery() throws Exception {
    assertThat(
            Addresses.read(
                List.of(
                    "https://a/b.jpg?token=1",
                    "s3://a/c.jpg",
                    "https://a/b.jpg?token=2",
                    "s3://a/c.jpg")))
        .containsExactly(
            new Named("https://a/b.jpg", URI.create("https://a/b.jpg?token=1")),
            new Named("s3://a/c.jpg", URI.create("s3://a/c.jpg")),
            new Named("https://a/b.jpg#2", URI.create("https://a/b.jpg?token=2")));
  }

  @Test
  void shouldRefuseWhatIsNoAddress() {
    assertThatThrownBy(() -> Addresses.read(List.of("https://a/b c.jpg")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageStartingWith("https://a/b c.jpg: is no address")
        .hasMessageContaining("%20");
  }

  @Test
  void shouldNotSendAPasswordToTheTopic() {
    assertThatThrownBy(() -> Addresses.read(List.of("https://me:secret@a/b.jpg")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageStartingWith("https://***@a/b.jpg: has a user name or password")
        .hasMessageNotContaining("secret");
  }
}
