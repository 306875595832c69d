package io.engram.processor.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialShareTest {
  private static final String FIRST = "0".repeat(64);
  private static final String LAST = "f".repeat(64);
  private static final String MIDDLE = "8" + "0".repeat(63);

  @Test
  void shouldHoldTheBeginningOfAllDigests() {
    assertThat(new TrialShare(1).holds(LAST)).isTrue();
    assertThat(new TrialShare(1e-9).holds(FIRST)).isTrue();
    assertThat(new TrialShare(0.5).holds(MIDDLE)).isFalse();
    assertThat(new TrialShare(0.5000001).holds(MIDDLE)).isTrue();
    assertThat(new TrialShare(0.999).holds(LAST)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void shouldRefuseWhatIsNoShare(double share) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TrialShare(share));
  }
}
