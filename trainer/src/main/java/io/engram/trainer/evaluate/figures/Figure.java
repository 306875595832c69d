package io.engram.trainer.evaluate.figures;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured of a predicted map. "Both channels" is the mean over true and false schema;
 * "three channels" adds the published maps' blue one, predicted as empty, as the paper does; "sum"
 * is of the two channels' sum, pixel by pixel. Figures that need something marked leave out images
 * whose map is blank there: no value of at least 5/255.
 */
public enum Figure {
  CORRELATION_TRUE("correlation.true-schema", "Correlation, true schema", true),
  CORRELATION_FALSE("correlation.false-schema", "Correlation, false schema", true),
  CORRELATION_SUM("correlation.sum", "Correlation, sum", true),
  L1_SIGNED("l1.signed.three-channels", "L1 on [-1,1], three channels", false),
  L1_SIGNED_BOTH("l1.signed.both-channels", "L1 on [-1,1], both channels", false),
  L1_UNIT("l1.unit.three-channels", "L1 on [0,1], three channels", false),
  L1_UNIT_BOTH("l1.unit.both-channels", "L1 on [0,1], both channels", false),
  MSE_SIGNED("mse.signed.three-channels", "MSE on [-1,1], three channels", false),
  MSE_SIGNED_BOTH("mse.signed.both-channels", "MSE on [-1,1], both channels", false),
  MSE_UNIT("mse.unit.three-channels", "MSE on [0,1], three channels", false),
  MSE_UNIT_BOTH("mse.unit.both-channels", "MSE on [0,1], both channels", false),
  SSIM_TRUE("ssim.true-schema", "SSIM, true schema", true),
  SSIM_FALSE("ssim.false-schema", "SSIM, false schema", true),
  AUC_TRUE("auc-judd.true-schema", "AUC-Judd, true schema", true),
  AUC_FALSE("auc-judd.false-schema", "AUC-Judd, false schema", true),
  AUC_SUM("auc-judd.sum", "AUC-Judd, sum", true),
  NSS_TRUE("nss.true-schema", "NSS, true schema", true),
  NSS_FALSE("nss.false-schema", "NSS, false schema", true),
  NSS_SUM("nss.sum", "NSS, sum", true),
  KL_TRUE("kl.true-schema", "KL divergence, true schema", false),
  KL_FALSE("kl.false-schema", "KL divergence, false schema", false),
  KL_SUM("kl.sum", "KL divergence, sum", false),
  SIMILARITY_TRUE("similarity.true-schema", "Similarity, true schema", true),
  SIMILARITY_FALSE("similarity.false-schema", "Similarity, false schema", true),
  SIMILARITY_SUM("similarity.sum", "Similarity, sum", true);

  private static final List<Figure> HEADLINES =
      List.of(CORRELATION_TRUE, CORRELATION_FALSE, CORRELATION_SUM, L1_SIGNED);

  private final String id;
  private final String label;
  private final boolean higherIsBetter;

  Figure(String id, String label, boolean higherIsBetter) {
    this.id = id;
    this.label = label;
    this.higherIsBetter = higherIsBetter;
  }

  /** The four that decide: three correlations, and the paper's L1. */
  public static List<Figure> headlines() {
    return HEADLINES;
  }

  /** All of them, in the order of a table. */
  public static Stream<Figure> all() {
    return Stream.of(values());
  }

  /** Name in files, such as {@code correlation.true-schema}. */
  public String id() {
    return id;
  }

  /** Name for people. */
  public String label() {
    return label;
  }

  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /**
   * A difference {@code a - b} of this figure, turned so that above zero means that a is better.
   */
  public double gain(double a, double b) {
    return higherIsBetter ? a - b : b - a;
  }
}
