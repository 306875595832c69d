package io.engram.trainer.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void shouldWarmUpThenFallAlongACosine() {
    var schedule = new Schedule.WarmupCosine(100, 0.01);
    assertThat(schedule.share(1, 300)).isCloseTo(0.01, within(1e-12));
    assertThat(schedule.share(100, 300)).isEqualTo(1);
    assertThat(schedule.share(200, 300)).isCloseTo(0.01 + 0.99 / 2, within(1e-12));
    assertThat(schedule.share(300, 300)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void shouldStayThenFallInAStraightLine() {
    var schedule = new Schedule.LinearDecay(0.5);
    assertThat(schedule.share(1, 100)).isEqualTo(1);
    assertThat(schedule.share(51, 100)).isEqualTo(1);
    assertThat(schedule.share(76, 100)).isCloseTo(0.5, within(1e-12));
    assertThat(schedule.share(100, 100)).isCloseTo(0.02, within(1e-12));
  }

  @Test
  void shouldFallAtEachInterval() {
    var schedule = new Schedule.StepDecay(0.25, 0.1);
    assertThat(schedule.share(25, 100)).isEqualTo(1);
    assertThat(schedule.share(26, 100)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.share(51, 100)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void shouldRefuseWhatIsNoShare() {
    assertThatThrownBy(() -> new Schedule.StepDecay(0, 0.1)).hasMessageContaining("schedule.every");
    assertThatThrownBy(() -> new Schedule.LinearDecay(1)).hasMessageContaining("was 1.0");
    assertThatThrownBy(() -> new Schedule.WarmupCosine(-1, 0)).hasMessageContaining("were -1");
  }
}
