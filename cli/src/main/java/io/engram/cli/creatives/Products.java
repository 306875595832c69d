package io.engram.cli.creatives;

/** What the brands sell, drawn in a square from (0, 0) to (1, 1). */
final class Products {
  private static final int WHITE = 0xffffff;
  private static final int SHADE = 0xd8d3cc;
  private static final int DARK = 0x2a2422;

  private Products() {}

  static void cup(Pen pen, Palette palette) {
    pen.ellipse(.5, .88, .48, .11, SHADE);
    pen.ellipse(.5, .86, .47, .1, WHITE);
    pen.arc(.8, .56, .16, .15, -90, 120, .06, WHITE);
    pen.polygon(
        WHITE, .16, .38, .84, .38, .82, .58, .74, .76, .64, .86, .36, .86, .26, .76, .18, .58);
    pen.polygon(SHADE, .72, .38, .84, .38, .82, .58, .74, .76, .64, .86, .58, .86, .68, .7);
    pen.ellipse(.5, .38, .34, .09, SHADE);
    pen.ellipse(.5, .39, .31, .075, 0x4a2a18);
    pen.ellipse(.5, .4, .2, .04, 0xb8875a);
    pen.polygon(palette.accent(), .3, .56, .62, .56, .6, .68, .34, .68);
    for (double x : new double[] {.36, .5, .64}) {
      pen.arc(x - .03, .2, .045, .06, -90, 90, .022, WHITE);
      pen.arc(x - .03, .08, .045, .06, 90, 270, .022, WHITE);
    }
  }

  static void shoe(Pen pen, Palette palette) {
    pen.polygon(DARK, .02, .78, .98, .78, .99, .84, .94, .9, .08, .9, .02, .86);
    pen.polygon(WHITE, .02, .72, .4, .74, .98, .7, .99, .8, .02, .8);
    pen.polygon(
        palette.accent(),
        .04,
        .72,
        .03,
        .4,
        .08,
        .3,
        .14,
        .36,
        .28,
        .36,
        .36,
        .22,
        .44,
        .2,
        .52,
        .34,
        .66,
        .46,
        .84,
        .52,
        .95,
        .58,
        .98,
        .7,
        .7,
        .74);
    pen.polygon(palette.deep(), .04, .72, .03, .4, .08, .3, .14, .36, .2, .5, .22, .73);
    pen.polygon(palette.deep(), .78, .5, .95, .58, .98, .7, .82, .73, .74, .62);
    pen.polygon(WHITE, .26, .66, .6, .5, .68, .54, .32, .72);
    for (int lace = 0; lace < 4; lace++) {
      double along = lace * .075;
      pen.line(.4 + along, .3 + along * .8, .5 + along, .24 + along * .95, .022, WHITE);
    }
    for (int stud = 0; stud < 8; stud++) {
      pen.polygon(
          DARK,
          .06 + stud * .115,
          .88,
          .13 + stud * .115,
          .88,
          .12 + stud * .115,
          .95,
          .07 + stud * .115,
          .95);
    }
  }

  static void headphones(Pen pen, Palette palette) {
    pen.arc(.5, .56, .4, .48, 180, 360, .1, DARK);
    pen.arc(.5, .56, .4, .48, 205, 335, .05, palette.accent());
    for (double side : new double[] {.14, .86}) {
      double inner = side < .5 ? side + .07 : side - .07;
      pen.ellipse(inner, .7, .1, .24, SHADE);
      pen.ellipse(side, .7, .12, .25, DARK);
      pen.ellipse(side, .7, .075, .17, palette.accent());
      pen.ellipse(side, .7, .035, .08, WHITE);
    }
  }
}
