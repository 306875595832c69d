package io.engram.cli.creatives;

/**
 * The colours of a brand, each as {@code 0xRRGGBB}.
 *
 * @param background behind everything
 * @param light a lighter tone of it
 * @param deep a darker tone of it
 * @param ink for words
 * @param accent for what should be noticed
 * @param onAccent for words on the accent
 */
record Palette(int background, int light, int deep, int ink, int accent, int onAccent) {
  private static final double SHADE = 0.3;

  /** Between the background and its deeper tone; ink can still be read on it. */
  int shade() {
    return mix(background, deep, SHADE);
  }

  /** A colour between two, in equal steps of each channel. */
  static int mix(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double channel = (from >> shift & 0xff) * (1 - share) + (to >> shift & 0xff) * share;
      mixed |= (int) Math.round(channel) << shift;
    }
    return mixed;
  }
}
