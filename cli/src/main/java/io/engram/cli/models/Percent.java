package io.engram.cli.models;

import java.math.BigDecimal;
import java.math.MathContext;

/** Shares as people read them. */
final class Percent {
  private Percent() {}

  /** A share of 0.001 as 0.1, of 1 as 100. */
  static String of(double share) {
    return BigDecimal.valueOf(share)
        .scaleByPowerOfTen(2)
        .round(new MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }
}
