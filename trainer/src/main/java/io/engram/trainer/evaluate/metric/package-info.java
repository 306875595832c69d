/**
 * Metrics that compare one predicted map with one of people's: pure functions over planes of equal
 * size, row by row.
 *
 * <p>Each says its equation and where it comes from, and is tested against values that another
 * implementation computed. P is the predicted map, Q the people's, N the number of pixels. The
 * choice follows Bylinskii, Judd, Oliva, Torralba and Durand, "What do different evaluation metrics
 * tell us about saliency models?", IEEE TPAMI 41(3), 2019.
 */
package io.engram.trainer.evaluate.metric;
