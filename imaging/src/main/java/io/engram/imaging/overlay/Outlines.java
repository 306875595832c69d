package io.engram.imaging.overlay;

import io.engram.imaging.canvas.Box;
import io.engram.imaging.canvas.Canvas;
import io.engram.imaging.canvas.Colour;
import io.engram.imaging.canvas.Lettering;
import io.engram.imaging.regions.Bounds;
import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionKind;
import java.util.List;

/** Draws regions as outlined rectangles with a tag: the rank, or the name of a named one. */
final class Outlines {
  private static final Colour SHADOW = Colour.ofRgb(0x101014);

  private final Canvas canvas;
  private final int width;
  private final int height;
  private final Lettering lettering;
  private final int thickness;

  /**
   * @param width of the photograph on the canvas, from its top left corner
   */
  Outlines(Canvas canvas, int width, int height) {
    this.canvas = canvas;
    this.width = width;
    this.height = height;
    this.lettering = Lettering.regular(Math.max(9, Math.min(width, height) / 55));
    this.thickness = Math.max(1, Math.min(width, height) / 350);
  }

  /** Tags come after all outlines, so that none is struck through. */
  void draw(List<Region> regions) {
    regions.forEach(this::outline);
    regions.forEach(this::tag);
  }

  private void outline(Region region) {
    Colour colour = colour(region.kind());
    Box box = box(region.bounds());
    if (region.kind() == RegionKind.TRUE_SCHEMA) {
      canvas.outline(grown(box, 1), thickness + 2, SHADOW);
      canvas.outline(box, thickness, colour);
    } else {
      dashed(grown(box, 1), thickness + 2, SHADOW);
      dashed(box, thickness, colour);
    }
  }

  private static Colour colour(RegionKind kind) {
    return switch (kind) {
      case TRUE_SCHEMA -> ColourMap.trueSchema().at(0.9);
      case FALSE_SCHEMA -> ColourMap.falseSchema().at(0.85);
      case OF_INTEREST -> Colour.WHITE;
    };
  }

  private Box box(Bounds bounds) {
    int left = (int) Math.round(bounds.left() * width);
    int top = (int) Math.round(bounds.top() * height);
    int right = (int) Math.round(Math.min(1, bounds.right()) * width);
    int bottom = (int) Math.round(Math.min(1, bounds.bottom()) * height);
    return new Box(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  private static Box grown(Box box, int by) {
    return new Box(box.left() - by, box.top() - by, box.width() + 2 * by, box.height() + 2 * by);
  }

  private void dashed(Box box, int wide, Colour colour) {
    int dash = 6 * thickness;
    for (int x = box.left(); x < box.right(); x += 2 * dash) {
      int length = Math.min(dash, box.right() - x);
      canvas.rectangle(new Box(x, box.top(), length, wide), colour);
      canvas.rectangle(new Box(x, box.bottom() - wide, length, wide), colour);
    }
    for (int y = box.top(); y < box.bottom(); y += 2 * dash) {
      int length = Math.min(dash, box.bottom() - y);
      canvas.rectangle(new Box(box.left(), y, wide, length), colour);
      canvas.rectangle(new Box(box.right() - wide, y, wide, length), colour);
    }
  }

  /** Each kind has a corner of its own, so that equal boxes do not hide one another's tags. */
  private void tag(Region region) {
    String rank = Integer.toString(region.rank());
    String text = region.name().map(name -> rank + " " + name).orElse(rank);
    Box box = box(region.bounds());
    int cap = lettering.capHeight();
    int tagWidth = lettering.widthOf(text) + cap;
    int tagHeight = cap * 2;
    boolean onRight = region.kind() == RegionKind.FALSE_SCHEMA;
    boolean atBottom = region.kind() == RegionKind.OF_INTEREST;
    int left = onRight ? box.right() - tagWidth : box.left();
    int top = atBottom ? box.bottom() - tagHeight : box.top();
    left = Math.max(0, Math.min(left, width - tagWidth));
    top = Math.max(0, Math.min(top, height - tagHeight));
    canvas.rectangle(new Box(left, top, tagWidth, tagHeight), colour(region.kind()));
    canvas.text(text, left + cap / 2, top + (tagHeight + cap) / 2, lettering, SHADOW);
  }
}
