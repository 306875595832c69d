package io.engram.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformConfigTest {
  @Test
  void shouldStayOnTheLoopbackInterfaceByDefault() {
    assertThat(PlatformConfig.ephemeral().host()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.0.0.0", "::"})
  void shouldRefuseAHostThatNoClientCanReach(String host) {
    assertThatThrownBy(() -> PlatformConfig.ephemeral().withHost(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("\"" + host + "\"", "127.0.0.1");
  }

  @Test
  void shouldNameThePortThatIsOutOfRange() {
    assertThatThrownBy(() -> PlatformConfig.ephemeral().withPorts(9092, 70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("registry's port", "70000");
  }
}
