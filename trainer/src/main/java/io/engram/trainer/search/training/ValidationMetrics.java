package io.engram.trainer.search.training;

import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.search.trial.EpochFigures;
import java.util.List;
import java.util.Map;

/** The validation metrics of an epoch, by the names under which an objective finds them. */
final class ValidationMetrics {

  private static final String L1 = "l1";
  private static final String TRUE_SCHEMA = "correlation_true";
  private static final String FALSE_SCHEMA = "correlation_false";
  private static final String SUM = "correlation_sum";

  /** What an objective can be after. */
  static final List<String> OBJECTIVES =
      List.of(SUM, TRUE_SCHEMA, FALSE_SCHEMA, L1, EpochFigures.LOSS);

  private ValidationMetrics() {}

  static Map<String, Double> of(Evaluation validation) {
    return Map.of(
        L1, validation.l1(),
        TRUE_SCHEMA, validation.trueSchema(),
        FALSE_SCHEMA, validation.falseSchema(),
        SUM, validation.sum());
  }
}
