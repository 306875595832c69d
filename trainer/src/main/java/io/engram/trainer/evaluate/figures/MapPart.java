package io.engram.trainer.evaluate.figures;

import java.util.List;

/**
 * The figures of one part of a map that are defined only where people marked something in it.
 *
 * @param correlation Pearson's
 * @param auc AUC-Judd
 * @param nss normalized scanpath saliency
 * @param kl Kullback-Leibler divergence
 * @param similarity histogram intersection
 */
record MapPart(Figure correlation, Figure auc, Figure nss, Figure kl, Figure similarity) {

  static final MapPart TRUE =
      new MapPart(
          Figure.CORRELATION_TRUE,
          Figure.AUC_TRUE,
          Figure.NSS_TRUE,
          Figure.KL_TRUE,
          Figure.SIMILARITY_TRUE);

  static final MapPart FALSE =
      new MapPart(
          Figure.CORRELATION_FALSE,
          Figure.AUC_FALSE,
          Figure.NSS_FALSE,
          Figure.KL_FALSE,
          Figure.SIMILARITY_FALSE);

  static final MapPart SUM =
      new MapPart(
          Figure.CORRELATION_SUM,
          Figure.AUC_SUM,
          Figure.NSS_SUM,
          Figure.KL_SUM,
          Figure.SIMILARITY_SUM);

  List<Figure> figures() {
    return List.of(correlation, auc, nss, kl, similarity);
  }
}
