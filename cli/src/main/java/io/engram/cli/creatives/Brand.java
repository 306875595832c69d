package io.engram.cli.creatives;

import java.util.List;

/** An invented advertiser with one campaign. */
public enum Brand {
  COFFEE(
      "morning-roast",
      new Palette(0xd9b48f, 0xf5e6d3, 0x8a5a3c, 0x3b2418, 0xc2452d, 0xfff6ea),
      List.of("WAKE UP", "TO SOMETHING BETTER"),
      "EMBER & OAK",
      "TASTE IT",
      Products::cup),

  SHOES(
      "trail-season",
      new Palette(0x7fb7a3, 0xe3f1ea, 0x2f6f63, 0x12312c, 0xf28c28, 0x1d1409),
      List.of("FIND YOUR", "OWN PATH"),
      "TRAILHEAD",
      "SHOP NOW",
      Products::shoe),

  HEADPHONES(
      "quiet-hours",
      new Palette(0x8c9fd6, 0xe6ebfa, 0x3a4a8c, 0x171d3d, 0xe0387a, 0xffffff),
      List.of("HEAR LESS.", "LISTEN MORE."),
      "STILLWAVE",
      "TRY 30 DAYS",
      Products::headphones);

  private final String campaign;
  private final Palette palette;
  private final List<String> headline;
  private final String logo;
  private final String callToAction;
  private final Product product;

  Brand(
      String campaign,
      Palette palette,
      List<String> headline,
      String logo,
      String callToAction,
      Product product) {
    this.campaign = campaign;
    this.palette = palette;
    this.headline = headline;
    this.logo = logo;
    this.callToAction = callToAction;
    this.product = product;
  }

  /** The name under which its creatives compete. */
  public String campaign() {
    return campaign;
  }

  Palette palette() {
    return palette;
  }

  void draw(Part part, Pen pen) {
    switch (part) {
      case PRODUCT -> product.draw(pen, palette);
      case HEADLINE -> pen.text(headline, palette.ink());
      case LOGO -> drawLogo(pen);
      case CALL_TO_ACTION -> drawButton(pen);
    }
  }

  private void drawLogo(Pen pen) {
    pen.within(new Box(0, 0, .2, 1)).disc(palette.accent());
    pen.within(new Box(.24, .15, .76, .7)).text(List.of(logo), palette.ink());
  }

  private void drawButton(Pen pen) {
    pen.pill(palette.accent());
    pen.within(new Box(.12, .25, .76, .5)).text(List.of(callToAction), palette.onAccent());
  }

  /** Draws what is sold so that it fills the pen's box. */
  @FunctionalInterface
  interface Product {
    void draw(Pen pen, Palette palette);
  }
}
