package io.engram.cli.creatives;

import io.engram.imaging.RgbImage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One brand's advertisement in one layout. */
public record Creative(Brand brand, Layout layout) {
  static final int WIDTH = 960;
  static final int HEIGHT = 720;

  /** Every brand in every layout. */
  public static List<Creative> all() {
    return Arrays.stream(Brand.values())
        .flatMap(brand -> Arrays.stream(Layout.values()).map(layout -> new Creative(brand, layout)))
        .toList();
  }

  /** Its file name, without folder. */
  public String fileName() {
    String name = layout.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return brand.campaign() + "-" + name + ".png";
  }

  /** Draws it. */
  public RgbImage draw() {
    return draw(EnumSet.allOf(Part.class));
  }

  /** Draws some of its parts on its backdrop. */
  RgbImage draw(Set<Part> parts) {
    try (Canvas canvas = new Canvas(WIDTH, HEIGHT)) {
      layout.backdrop().draw(canvas.pen(Box.EVERYTHING), brand.palette());
      for (Part part : parts) {
        brand.draw(part, canvas.pen(layout.box(part)));
      }
      return canvas.image();
    }
  }
}
