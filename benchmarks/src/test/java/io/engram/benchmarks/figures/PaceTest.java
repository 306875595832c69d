package io.engram.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace(50, Duration.ofSeconds(2), Duration.ofSeconds(10));

  @Test
  void shouldSendAtAConstantPaceFromTheBeginningOn() {
    assertThat(pace.dueNanos(0)).isZero();
    assertThat(pace.dueNanos(1)).isEqualTo(20_000_000);
    assertThat(pace.dueNanos(599)).isEqualTo(11_980_000_000L);
  }

  @Test
  void shouldNotMeasureTheWarmUp() {
    assertThat(pace.unmeasured()).isEqualTo(100);
    assertThat(pace.images()).isEqualTo(600);
  }

  @Test
  void shouldRefuseAPaceAtWhichNothingIsMeasured() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pace(0.5, Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pace(0, Duration.ZERO, Duration.ofSeconds(1)));
  }
}
