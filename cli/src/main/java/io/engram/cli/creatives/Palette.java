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
record Palette(int background, int light, int deep, int ink, int accent, int onAccent) {}
