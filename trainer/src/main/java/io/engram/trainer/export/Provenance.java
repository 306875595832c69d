package io.engram.trainer.export;

import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.Layout;

/** What a model card can say about the data that a model learned from. */
public enum Provenance {
  /** VISCHEMA PLUS: photographs of SUN with the maps of York's observers. */
  VISCHEMA_PLUS(
      """
      VISCHEMA PLUS (University of York): photographs from SUN/FIGRIM with maps of what people remembered.
      Research data without a licence to pass it on, so neither photographs nor maps are part of this
      bundle. **These weights are for research and evaluation.**""",
      """
      People themselves agree only so far: two halves of the observers correlate at about 0.67 (true) and
      0.44 (false).""",
      """
      - Trained on photographs of places; drawings, text-heavy layouts and portraits are outside of what it
        has seen. Expect correlations about 0.03 lower on photographs from elsewhere.
      - A heatmap says where in this picture, not how memorable the picture is among others: the mean of the
        true schema predicts hit rates in memory experiments only weakly (rank correlation about 0.2 to 0.5).
      """),
  /** Anything else. */
  UNSTATED(
      """
      A data set of its trainer's own. Where it comes from and what its terms allow is not known to the
      program that wrote this card: add it here before passing the model on.""",
      """
      How far people agree with each other on this data is not known.""",
      """
      - What it has not seen in training, it may score in any way.
      """);

  private static final String PREFIX_OF_SUN = "sun_";

  private final String terms;
  private final String ceiling;
  private final String limits;

  Provenance(String terms, String ceiling, String limits) {
    this.terms = terms;
    this.ceiling = ceiling;
    this.limits = limits;
  }

  /** Recognises VISCHEMA PLUS by its layout and the names of its photographs. */
  public static Provenance of(DatasetDirectory dataset) {
    boolean isSun = dataset.names().stream().allMatch(name -> name.startsWith(PREFIX_OF_SUN));
    return dataset.layout() == Layout.VISCHEMA_PLUS && isSun ? VISCHEMA_PLUS : UNSTATED;
  }

  /** Where the data comes from and what may be done with the model. */
  String terms() {
    return terms;
  }

  /** How well people agree. */
  String ceiling() {
    return ceiling;
  }

  /** Items of a list: where the model fails because of its data. */
  String limits() {
    return limits;
  }
}
