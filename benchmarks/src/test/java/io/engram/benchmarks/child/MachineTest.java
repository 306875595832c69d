package io.engram.benchmarks.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void shouldCountWhatIsNeitherIdleNorWaitingNorCountedTwice() {
    assertThat(Machine.secondsIn("cpu  100 20 30 9000 500 6 7 8 90 10")).isEqualTo(1.71);
  }

  @Test
  void shouldTellWhatOthersTook() {
    Machine begin = new Machine(0, Optional.of(50.0), 5);
    Machine end = new Machine(10_000_000_000L, Optional.of(50.0 + 6 * CORES), 5 + 4 * CORES);

    assertThat(end.takenByOthersSince(begin)).isEqualTo(0.2, within(1e-9));
  }

  @Test
  void shouldTellNothingWhereTheSystemDoesNot() {
    Machine begin = new Machine(0, Optional.empty(), 0);

    assertThat(new Machine(1, Optional.empty(), 1).takenByOthersSince(begin)).isZero();
  }
}
