package io.engram.trainer.export;

import io.engram.model.bundle.Precision;
import io.engram.trainer.export.PrecisionReport.Change;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a file may be from what it was made of.
 *
 * @param largestDifference of any value in [0,1]
 * @param correlationLoss of either channel
 */
record PrecisionLimit(double largestDifference, double correlationLoss) {

  /**
   * fp32 is the same but for rounding. fp16 may differ by what nobody sees. int8 may differ
   * anywhere, since one pixel on the edge of a peak proves nothing, but not lose correlation.
   */
  static PrecisionLimit of(Precision precision) {
    return switch (precision) {
      case FP32 -> new PrecisionLimit(Parity.LIMIT, 0.0005);
      case FP16 -> new PrecisionLimit(0.01, 0.001);
      case INT8 -> new PrecisionLimit(1, 0.005);
    };
  }

  /** What is wrong with a file of that parity and change, if anything is. */
  Optional<String> objection(Parity parity, Change change) {
    // Negated, so that a model that gives NaN does not pass.
    if (!(parity.largest() <= largestDifference)) {
      return Optional.of(String.format(Locale.ROOT, "%s, allowed %.0e", parity, largestDifference));
    }
    // Not negated: a channel that is blank in every map has no correlation to lose.
    if (-change.trueSchema() > correlationLoss || -change.falseSchema() > correlationLoss) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "its correlations change by %s, allowed -%.4f",
              change,
              correlationLoss));
    }
    return Optional.empty();
  }
}
