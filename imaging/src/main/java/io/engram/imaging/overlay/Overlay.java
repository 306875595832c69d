package io.engram.imaging.overlay;

import io.engram.imaging.Heatmap;
import io.engram.imaging.RgbImage;
import io.engram.imaging.canvas.Box;
import io.engram.imaging.canvas.Canvas;
import io.engram.imaging.canvas.Colour;
import io.engram.imaging.regions.Region;
import java.util.List;

/** Draws a heatmap and its regions on the photograph that they belong to. */
public final class Overlay {
  /** Narrower photographs are enlarged, or tags and legend would not fit. */
  private static final int MIN_WIDTH = 480;

  /** No photograph is enlarged beyond this height: a narrow strip would become a huge one. */
  private static final double MAX_ENLARGED_HEIGHT = 2000;

  /** Below this, a blank heatmap's noise would get the last colour. */
  private static final double MIN_SCALE = 0.2;

  private Overlay() {}

  /** In the default style. */
  public static RgbImage render(RgbImage photograph, Heatmap heatmap, List<Region> regions) {
    return render(photograph, heatmap, regions, OverlayStyle.defaults());
  }

  /**
   * Gives the photograph with the heatmap stretched over it, the regions outlined and the legend
   * below. A small photograph is enlarged; the picture is at least 480 pixels wide, and black
   * beside a photograph that is too narrow for that.
   */
  public static RgbImage render(
      RgbImage photograph, Heatmap heatmap, List<Region> regions, OverlayStyle style) {
    Box place = placeOf(photograph);
    RgbImage base = photograph.resize(place.width(), place.height());
    double scale = style.fullScale().orElseGet(() -> roundedScale(heatmap));
    RgbImage blended = new HeatLayer(style.opacity(), scale).blend(base, heatmap);
    int width = Math.max(MIN_WIDTH, base.width());
    Legend legend = new Legend(width);
    int height = base.height() + (style.legend() ? legend.height() : 0);
    try (Canvas canvas = Canvas.of(width, height, Colour.BLACK)) {
      canvas.image(blended, 0, 0);
      new Outlines(canvas, base.width(), base.height()).draw(regions);
      if (style.legend()) {
        legend.draw(canvas, base.height(), scale);
      }
      return canvas.toImage();
    }
  }

  /** Where on its overlay a photograph lies, and how large: without the legend and any margin. */
  public static Box placeOf(RgbImage photograph) {
    double tallest = Math.max(1, MAX_ENLARGED_HEIGHT / photograph.height());
    double scale = Math.max(1, Math.min((double) MIN_WIDTH / photograph.width(), tallest));
    int width = (int) Math.round(scale * photograph.width());
    return new Box(0, 0, width, (int) Math.round(scale * photograph.height()));
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
