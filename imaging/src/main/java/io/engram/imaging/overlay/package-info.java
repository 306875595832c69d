/**
 * Draws a heatmap on its photograph for people to look at.
 *
 * <p>{@link io.engram.imaging.overlay.Overlay} fades the photograph to grey, lays the true schema
 * over it in warm colours and the false schema in cool ones, outlines the regions with their ranks
 * and adds a legend. The colours are {@link io.engram.imaging.overlay.ColourMap}s: even steps in
 * value look like even steps in colour, and they get lighter all the way, so they survive a
 * black-and-white print.
 */
package io.engram.imaging.overlay;
