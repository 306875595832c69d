package io.engram.cli.evaluate;

/** What the figures are, for the foot of the report. */
final class Definitions {
  static final String HTML =
      """
      <details><summary>What these are, and where from</summary>
      <p>A map has two channels with values from 0 to 1: true schema and false schema. Each figure is
      computed for each image and averaged over images; where nobody marked anything in a channel (no value
      of at least 5/255), figures that need marks leave the image out. "Better by" is the mean of the
      differences image by image, turned so that above zero is better.</p>
      <dl>
      <dt>Correlation</dt><dd>Pearson's, pixel by pixel.</dd>
      <dt>L1, MSE</dt><dd>Mean absolute and mean squared difference. "Three channels" adds the published
      maps' blue one, predicted as empty, as the dissertation does. On [-1,1] L1 is twice and MSE four times
      as large as on [0,1]. Both like dark maps, so read them beside a correlation.</dd>
      <dt>SSIM</dt><dd>Structural similarity, Gaussian window of 11 pixels and deviation 1.5 (Wang, Bovik,
      Sheikh and Simoncelli, 2004). Blank maps resemble blank predictions, so compare with black.</dd>
      <dt>AUC-Judd</dt><dd>How well the predicted map, cut at any level, tells marked pixels from others (Judd,
      Durand and Torralba, 2012); 0.5 is chance. Marked are the pixels at or above half of the maximum of
      people's map.</dd>
      <dt>NSS</dt><dd>Normalized scanpath saliency: the predicted map in its own standard deviations, averaged
      over the marked pixels (Peters, Iyer, Itti and Koch, 2005); 0 is chance.</dd>
      <dt>KL divergence, similarity</dt><dd>Of the maps as distributions: Kullback-Leibler divergence in nats,
      and histogram intersection from 0 to 1 (Bylinskii, Judd, Oliva, Torralba and Durand, 2019).</dd>
      <dt>Intervals</dt><dd>95%, percentile bootstrap over images (Efron, 1979). They say how far a figure
      depends on which images were measured; not on which people made the maps, nor on the training's
      seed.</dd>
      </dl></details>
      """;

  private Definitions() {}
}
