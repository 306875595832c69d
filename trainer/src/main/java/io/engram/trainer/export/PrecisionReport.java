package io.engram.trainer.export;

import io.engram.model.bundle.Precision;
import io.engram.trainer.evaluate.Evaluation;
import java.util.Locale;

/** What became of a network in one precision. */
public sealed interface PrecisionReport {

  /** Which one. */
  Precision precision();

  /**
   * It is in the bundle.
   *
   * @param bytes size of its file
   * @param evaluation of its file, on the validation images
   * @param parity with the network itself for fp32, and with the fp32 file for the others
   * @param change in correlation from the fp32 file; negative is worse
   */
  record Kept(Precision precision, long bytes, Evaluation evaluation, Parity parity, Change change)
      implements PrecisionReport {}

  /**
   * It is not in the bundle, which serves without it.
   *
   * @param reason for people
   */
  record LeftOut(Precision precision, String reason) implements PrecisionReport {}

  /**
   * Difference of two mean correlations per channel; NaN where a channel has none.
   *
   * @param trueSchema of the true schema
   * @param falseSchema of the false schema
   * @param sum of both channels' sum
   */
  record Change(double trueSchema, double falseSchema, double sum) {

    static Change between(Evaluation full, Evaluation lower) {
      return new Change(
          lower.trueSchema() - full.trueSchema(),
          lower.falseSchema() - full.falseSchema(),
          lower.sum() - full.sum());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%+.4f true, %+.4f false, %+.4f sum", trueSchema, falseSchema, sum);
    }
  }
}
