package io.engram.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MismatchTest {
  @Test
  void shouldAcceptALargerSizeLimitAndRaiseASmallerOne() {
    assertThat(of("max.message.bytes", "99", "10").isAcceptable()).isTrue();
    assertThat(of("max.message.bytes", "9", "10").isAcceptable()).isFalse();
    assertThat(of("max.message.bytes", "9", "10").isSafeToMend()).isTrue();
  }

  @Test
  void shouldNeverMendWhatDeletesOrScattersEvents() {
    assertThat(of("retention.ms", "9", "10").isSafeToMend()).isFalse();
    assertThat(of("cleanup.policy", "compact", "delete").isSafeToMend()).isFalse();
    assertThat(of(Mismatch.PARTITIONS, "3", "6").isSafeToMend()).isFalse();
  }

  @Test
  void shouldNameTheCommandThatMendsIt() {
    assertThat(of("retention.ms", "9", "10").remedy())
        .contains("retention.ms is 9, not 10", "--entity-name image-events", "retention.ms=10");
    assertThat(of(Mismatch.PARTITIONS, "3", "6").remedy())
        .contains("--alter --topic image-events --partitions 6");
    assertThat(of(Mismatch.PARTITIONS, "12", "6").remedy()).contains("cannot take");
  }

  private static Mismatch of(String setting, String found, String wanted) {
    return new Mismatch(Topic.IMAGE_EVENTS, setting, found, wanted);
  }
}
