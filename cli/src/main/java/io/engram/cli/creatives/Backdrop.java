package io.engram.cli.creatives;

/** What is behind the parts. */
enum Backdrop {
  FLAT {
    @Override
    void draw(Pen pen, Palette palette) {
      pen.gradient(palette.light(), palette.background());
    }
  },

  SPOTLIGHT {
    @Override
    void draw(Pen pen, Palette palette) {
      pen.gradient(palette.background(), palette.shade());
      pen.ellipse(.5, .52, .285, .38, palette.light());
    }
  },

  PANEL {
    @Override
    void draw(Pen pen, Palette palette) {
      pen.gradient(palette.light(), palette.light());
      pen.polygon(palette.background(), 0, 0, .5, 0, .46, 1, 0, 1);
    }
  },

  RAYS {
    private static final int COUNT = 9;

    @Override
    void draw(Pen pen, Palette palette) {
      pen.gradient(palette.background(), palette.background());
      for (int ray = 0; ray < COUNT; ray++) {
        double from = (ray - .25) * 2 * Math.PI / COUNT;
        double to = (ray + .25) * 2 * Math.PI / COUNT;
        pen.polygon(
            palette.light(),
            .27,
            .63,
            .27 + 2 * Math.cos(from),
            .63 + 2 * Math.sin(from),
            .27 + 2 * Math.cos(to),
            .63 + 2 * Math.sin(to));
      }
    }
  };

  abstract void draw(Pen pen, Palette palette);
}
