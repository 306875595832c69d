package io.engram.trainer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.trainer.strategy.Losses.Contest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossesTest {

  private static Losses losses(double generator, double deceived, double told) {
    return new Losses(generator, Optional.of(new Contest(deceived, told)));
  }

  @Test
  void shouldAverageBothSides() {
    assertThat(Losses.mean(List.of(losses(1, 0.2, 0.5), losses(3, 0.4, 0.1))))
        .isEqualTo(losses(2, 0.30000000000000004, 0.3));
    var alone = new Losses(2, Optional.empty());
    assertThat(Losses.mean(List.of(alone, alone))).isEqualTo(alone);
  }

  @Test
  void shouldReportTheSideThatLost() {
    assertThat(Collapse.of(losses(9, 0.9, 0.005))).contains(Collapse.DISCRIMINATOR_WINS);
    assertThat(Collapse.of(losses(9, 0.005, 0.5))).contains(Collapse.GENERATOR_WINS);
    assertThat(Collapse.of(losses(0.001, 0.25, 0.25))).isEmpty();
    assertThat(Collapse.of(new Losses(0.001, Optional.empty()))).isEmpty();
  }
}
