package io.engram.trainer.retrain;

import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.figures.Figure;
import java.util.Locale;

/**
 * When a challenger takes the champion's place: if it is better by a margin, and chance does not
 * explain it.
 *
 * @param margin how much better its {@link #FIGURE} must be, at least, on the same images
 */
public record Gate(double margin) {
  /** The figure that decides: the correlation of both channels' sum, mean over images. */
  public static final Figure FIGURE = Figure.CORRELATION_SUM;

  public Gate {
    if (!(margin >= 0 && margin <= 1)) {
      throw new IllegalArgumentException("the margin must be in [0,1], was " + margin);
    }
  }

  /**
   * Whether a gain is enough.
   *
   * @param gain of the challenger over the champion, image by image, with its 95% interval
   */
  boolean opensFor(Estimate gain) {
    return gain.value() >= margin && gain.isAboveZero();
  }

  /** The decision in a sentence. */
  String explain(Estimate gain, String over) {
    return String.format(
        Locale.ROOT,
        "%s: %s differs by %+.4f from that of %s on the same %d images (95%% interval %+.4f to"
            + " %+.4f); asked for are %+.4f and an interval above zero.",
        opensFor(gain) ? "Better" : "Not better enough",
        FIGURE.label().toLowerCase(Locale.ROOT),
        gain.value(),
        over,
        gain.images(),
        gain.low(),
        gain.high(),
        margin);
  }
}
