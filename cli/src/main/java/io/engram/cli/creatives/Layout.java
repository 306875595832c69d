package io.engram.cli.creatives;

import java.util.Map;

/** Where the parts of a creative are. Product boxes are square in pixels. */
public enum Layout {
  /** The product in the middle, large; everything else around it. */
  HERO(
      Backdrop.SPOTLIGHT,
      new Box(.27, .21, .46, .6133),
      new Box(.12, .03, .76, .1),
      new Box(.04, .88, .2, .08),
      new Box(.37, .86, .26, .1)),

  /** The product on the left, the words on the right. */
  SPLIT(
      Backdrop.PANEL,
      new Box(.04, .22, .42, .56),
      new Box(.54, .2, .42, .3),
      new Box(.54, .07, .2, .08),
      new Box(.54, .64, .28, .11)),

  /** The words first, the product small beside the call to action. */
  HEADLINE_FIRST(
      Backdrop.FLAT,
      new Box(.62, .5, .34, .4533),
      new Box(.05, .14, .9, .32),
      new Box(.05, .86, .2, .08),
      new Box(.05, .6, .3, .12)),

  /** Much space and little else. */
  QUIET(
      Backdrop.FLAT,
      new Box(.4, .26, .2, .2667),
      new Box(.34, .6, .32, .1),
      new Box(.42, .9, .16, .06),
      new Box(.41, .75, .18, .07)),

  /** Everything at once and large. */
  CROWDED(
      Backdrop.RAYS,
      new Box(.02, .3, .5, .6667),
      new Box(.04, .03, .92, .24),
      new Box(.6, .78, .36, .17),
      new Box(.54, .42, .43, .2));

  private final Backdrop backdrop;
  private final Map<Part, Box> boxes;

  Layout(Backdrop backdrop, Box product, Box headline, Box logo, Box callToAction) {
    this.backdrop = backdrop;
    this.boxes =
        Map.of(
            Part.PRODUCT, product,
            Part.HEADLINE, headline,
            Part.LOGO, logo,
            Part.CALL_TO_ACTION, callToAction);
  }

  /** Where a part is. */
  public Box box(Part part) {
    return boxes.get(part);
  }

  Backdrop backdrop() {
    return backdrop;
  }
}
