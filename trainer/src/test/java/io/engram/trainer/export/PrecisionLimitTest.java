package io.engram.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.bundle.Precision;
import io.engram.trainer.export.PrecisionReport.Change;
import org.junit.jupiter.api.Test;

class PrecisionLimitTest {

  private static final Change NONE = new Change(0, 0, 0);

  @Test
  void shouldAcceptAnInt8FileThatLosesLittleOrGains() {
    var limit = PrecisionLimit.of(Precision.INT8);
    var parity = new Parity(160, 0.17, 6e-4);
    assertThat(limit.objection(parity, new Change(-0.0049, 0.02, -0.001))).isEmpty();
  }

  @Test
  void shouldNameTheCorrelationsOfAnInt8FileThatLosesTooMuch() {
    var limit = PrecisionLimit.of(Precision.INT8);
    var parity = new Parity(160, 0.17, 6e-4);
    assertThat(limit.objection(parity, new Change(0.001, -0.0061, 0)))
        .contains(
            "its correlations change by +0.0010 true, -0.0061 false, +0.0000 sum, allowed -0.0050");
  }

  @Test
  void shouldRefuseAnFp16FileThatAnswersOtherwise() {
    var limit = PrecisionLimit.of(Precision.FP16);
    assertThat(limit.objection(new Parity(9, 4e-4, 2e-5), NONE)).isEmpty();
    assertThat(limit.objection(new Parity(9, 0.02, 2e-5), NONE))
        .contains("parity on 9 images: largest 2.00e-02, mean 2.00e-05, allowed 1e-02");
  }

  @Test
  void shouldRefuseWhatGivesNoNumbers() {
    var broken = new Parity(9, Double.NaN, Double.NaN);
    for (var precision : Precision.values()) {
      assertThat(PrecisionLimit.of(precision).objection(broken, NONE)).isPresent();
    }
  }

  @Test
  void shouldNotMissTheCorrelationOfABlankChannel() {
    var change = new Change(0, Double.NaN, 0);
    assertThat(PrecisionLimit.of(Precision.INT8).objection(new Parity(9, 0, 0), change)).isEmpty();
  }
}
