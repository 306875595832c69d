package io.engram.imaging.overlay;

import io.engram.imaging.canvas.Box;
import io.engram.imaging.canvas.Canvas;
import io.engram.imaging.canvas.Colour;
import io.engram.imaging.canvas.Lettering;
import java.util.Locale;

/** A dark strip with the colour scales of both schemas side by side. */
final class Legend {
  private static final Colour BACKGROUND = Colour.ofRgb(0x17171c);
  private static final Colour INK = Colour.ofRgb(0xe8e8ee);
  private static final Colour FAINT_INK = Colour.ofRgb(0xa8a8b4);

  private final int width;
  private final int unit;
  private final Lettering lettering;

  Legend(int width) {
    this.width = width;
    this.unit = Math.max(8, width / 75);
    this.lettering = Lettering.regular(unit);
  }

  int height() {
    return 7 * unit;
  }

  /** Draws the strip with its top edge at {@code top}. */
  void draw(Canvas canvas, int top, double scale) {
    canvas.rectangle(new Box(0, top, width, height()), BACKGROUND);
    int bar = (width - 6 * unit) / 2;
    drawScale(canvas, 2 * unit, top, bar, "rightly remembered", ColourMap.trueSchema(), scale);
    drawScale(
        canvas, 4 * unit + bar, top, bar, "falsely remembered", ColourMap.falseSchema(), scale);
  }

  private void drawScale(
      Canvas canvas, int left, int top, int bar, String title, ColourMap colours, double scale) {
    canvas.text(title, left, top + 5 * unit / 2, lettering, INK);
    for (int x = 0; x < bar; x++) {
      Box column = new Box(left + x, top + 13 * unit / 4, 1, unit);
      canvas.rectangle(column, colours.at((x + 0.5) / bar));
    }
    int baseline = top + 23 * unit / 4;
    String full = number(scale);
    canvas.text("0", left, baseline, lettering, FAINT_INK);
    canvas.text(full, left + bar - lettering.widthOf(full), baseline, lettering, FAINT_INK);
    String half = number(scale / 2);
    canvas.text(half, left + (bar - lettering.widthOf(half)) / 2, baseline, lettering, FAINT_INK);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }
}
