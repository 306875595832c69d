package io.engram.trainer.dataset;

import io.engram.imaging.RgbImage;
import io.engram.imaging.canvas.Box;
import io.engram.imaging.canvas.Canvas;
import io.engram.imaging.canvas.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One drawn photograph and its map. On a textured background stand up to three bright discs and
 * faces, which people would remember, and up to two dark boxes, which they would believe to. As in
 * VISCHEMA, each of several imagined observers marks each of them with a rectangle about its place,
 * and each rectangle makes the map 28 of 255 brighter: green around discs and faces, red around
 * boxes. Faces are marked by more observers than discs, and those by more than boxes.
 */
record DrawnScene(String category, RgbImage photograph, RgbImage map) {

  private static final int OBSERVER = 28;
  private static final int MOST_OBSERVERS = 255 / OBSERVER;
  private static final int STROKES = 70;
  private static final int TRIES = 30;

  private static final Colour SKIN = Colour.ofRgb(0xf2c9a8);
  private static final Colour LAMP = Colour.ofRgb(0xfff3b0);
  private static final Colour INK = Colour.ofRgb(0x14100e);

  private enum Backdrop {
    MEADOW(0x9db8c9, 0x55713f),
    DUSK(0x4b4f78, 0x8a6a72),
    ROOM(0xa69a84, 0x6b5744);

    private final Colour top;
    private final Colour bottom;

    Backdrop(int top, int bottom) {
      this.top = Colour.ofRgb(top);
      this.bottom = Colour.ofRgb(bottom);
    }
  }

  private enum Thing {
    FACE(SchemaChannel.TRUE_SCHEMA, 6),
    DISC(SchemaChannel.TRUE_SCHEMA, 5),
    BOX(SchemaChannel.FALSE_SCHEMA, 4);

    private final SchemaChannel channel;
    private final int observers;

    Thing(SchemaChannel channel, int observers) {
      this.channel = channel;
      this.observers = observers;
    }
  }

  /**
   * Draws a scene.
   *
   * @param side height and width in pixels
   * @param blank whether to leave out what would be false schema
   */
  static DrawnScene draw(int side, boolean blank, SplittableRandom random) {
    var backdrop = Backdrop.values()[random.nextInt(Backdrop.values().length)];
    var map = new byte[3 * side * side];
    try (var canvas = Canvas.of(side, side, backdrop.top)) {
      texture(canvas, backdrop, random);
      var taken = new ArrayList<Box>();
      int memorable = 1 + random.nextInt(3);
      for (int i = 0; i < memorable; i++) {
        place(random.nextInt(2) == 0 ? Thing.FACE : Thing.DISC, canvas, map, taken, random);
      }
      int boxes = blank ? 0 : 1 + random.nextInt(2);
      for (int i = 0; i < boxes; i++) {
        place(Thing.BOX, canvas, map, taken, random);
      }
      var category = backdrop.name().toLowerCase(Locale.ROOT);
      return new DrawnScene(category, canvas.toImage(), new RgbImage(side, side, map));
    }
  }

  private static void texture(Canvas canvas, Backdrop backdrop, SplittableRandom random) {
    int side = canvas.width();
    canvas.gradientDown(new Box(0, 0, side, side), backdrop.top, backdrop.bottom);
    for (int i = 0; i < STROKES; i++) {
      var tone =
          backdrop
              .top
              .mix(backdrop.bottom, random.nextDouble())
              .mix(INK, 0.25 * random.nextDouble());
      int x = random.nextInt(side);
      int y = random.nextInt(side);
      int length = 1 + random.nextInt(side / 8);
      if (i % 2 == 0) {
        canvas.line(x, y, x + length, y - length / 3, 1, tone);
      } else {
        canvas.ellipse(x, y, length, Math.max(1, length / 3), tone);
      }
    }
  }

  /** Draws a thing where there is room, if there is, and lets the observers mark it. */
  private static void place(
      Thing thing, Canvas canvas, byte[] map, List<Box> taken, SplittableRandom random) {
    int side = canvas.width();
    for (int i = 0; i < TRIES; i++) {
      int size = side / 6 + random.nextInt(side / 6);
      var box =
          new Box(
              1 + random.nextInt(side - size - 1), 1 + random.nextInt(side - size - 1), size, size);
      if (taken.stream().noneMatch(other -> meet(box, other))) {
        taken.add(box);
        draw(thing, canvas, box);
        int observers = thing.observers + random.nextInt(3) - 1;
        for (int observer = 0; observer < Math.min(observers, MOST_OBSERVERS); observer++) {
          mark(map, side, thing.channel, about(box, random));
        }
        return;
      }
    }
  }

  private static boolean meet(Box one, Box other) {
    return one.left() < other.right()
        && other.left() < one.right()
        && one.top() < other.bottom()
        && other.top() < one.bottom();
  }

  private static void draw(Thing thing, Canvas canvas, Box box) {
    int radius = box.width() / 2;
    int x = box.left() + radius;
    int y = box.top() + radius;
    switch (thing) {
      case DISC -> canvas.ellipse(x, y, radius, radius, LAMP);
      case BOX -> canvas.rectangle(box, INK);
      case FACE -> {
        canvas.ellipse(x, y, radius * 4 / 5, radius, SKIN);
        int eye = Math.max(1, radius / 7);
        canvas.ellipse(x - radius / 3, y - radius / 4, eye, eye, INK);
        canvas.ellipse(x + radius / 3, y - radius / 4, eye, eye, INK);
        int mouth = y + radius / 2;
        canvas.line(x - radius / 3, mouth, x + radius / 3, mouth, eye, INK);
      }
    }
  }

  /** Observers agree on a place up to a quarter of its size, in each direction. */
  private static Box about(Box box, SplittableRandom random) {
    int reach = box.width() / 4;
    int left = box.left() - reach + random.nextInt(2 * reach + 1);
    int top = box.top() - reach + random.nextInt(2 * reach + 1);
    int width = box.width() + random.nextInt(reach + 1);
    return new Box(left, top, width, box.height() + random.nextInt(reach + 1));
  }

  private static void mark(byte[] map, int side, SchemaChannel channel, Box box) {
    for (int y = Math.max(0, box.top()); y < Math.min(side, box.bottom()); y++) {
      for (int x = Math.max(0, box.left()); x < Math.min(side, box.right()); x++) {
        int at = 3 * (y * side + x) + channel.rgbIndex();
        map[at] = (byte) Math.min(MOST_OBSERVERS * OBSERVER, (map[at] & 0xff) + OBSERVER);
      }
    }
  }
}
