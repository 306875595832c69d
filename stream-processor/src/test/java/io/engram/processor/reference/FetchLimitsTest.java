package io.engram.processor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FetchLimitsTest {
  @Test
  void shouldLeaveRoomForOthersWhereThreeHostsAreSlow() {
    FetchLimits limits = FetchLimits.defaults();

    assertThat(3 * limits.perHost()).isLessThan(limits.inFlight());
  }
}
