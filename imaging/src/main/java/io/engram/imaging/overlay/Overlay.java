package io.engram.imaging.overlay;

import io.engram.imaging.Heatmap;
import io.engram.imaging.RgbImage;
import io.engram.imaging.canvas.Canvas;
import io.engram.imaging.canvas.Colour;
import io.engram.imaging.regions.Region;
import java.util.List;

/** Draws a heatmap and its regions on the photograph that they belong to. */
public final class Overlay {
  /** Narrower photographs are enlarged, or tags and legend would not fit. */
  private static final int MIN_WIDTH = 480;

  /** Below this, a blank heatmap's noise would get the last colour. */
  private static final double MIN_SCALE = 0.2;

  private Overlay() {}

  /** In the default style. */
  public static RgbImage render(RgbImage photograph, Heatmap heatmap, List<Region> regions) {
    return render(photograph, heatmap, regions, OverlayStyle.defaults());
  }

  /**
   * Gives the photograph, at least 480 pixels wide, with the heatmap stretched over it, the regions
   * outlined and the legend below.
   */
  public static RgbImage render(
      RgbImage photograph, Heatmap heatmap, List<Region> regions, OverlayStyle style) {
    RgbImage base = atLeastMinWidth(photograph);
    double scale = style.fullScale().orElseGet(() -> roundedScale(heatmap));
    RgbImage blended = new HeatLayer(style.opacity(), scale).blend(base, heatmap);
    Legend legend = new Legend(base.width());
    int height = base.height() + (style.legend() ? legend.height() : 0);
    try (Canvas canvas = Canvas.of(base.width(), height, Colour.BLACK)) {
      canvas.image(blended, 0, 0);
      new Outlines(canvas, base.width(), base.height()).draw(regions);
      if (style.legend()) {
        legend.draw(canvas, base.height(), scale);
      }
      return canvas.toImage();
    }
  }

  private static RgbImage atLeastMinWidth(RgbImage photograph) {
    if (photograph.width() >= MIN_WIDTH) {
      return photograph;
    }
    long height = Math.round((double) MIN_WIDTH * photograph.height() / photograph.width());
    return photograph.resize(MIN_WIDTH, (int) Math.max(1, height));
  }

  private static double roundedScale(Heatmap heatmap) {
    int peak = Math.max(peak(heatmap.trueSchema()), peak(heatmap.falseSchema()));
    return Math.max(MIN_SCALE, Math.ceil(peak / 25.5) / 10);
  }

  private static int peak(byte[] plane) {
    int peak = 0;
    for (byte value : plane) {
      peak = Math.max(peak, value & 0xff);
    }
    return peak;
  }
}
