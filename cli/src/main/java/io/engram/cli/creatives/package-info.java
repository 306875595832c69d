/**
 * Advertising creatives that Engram draws itself, so that the demo has something real to rank
 * without any data: the brands' campaigns, each in every layout.
 *
 * <p>A {@link io.engram.cli.creatives.Layout} says where the product, the headline, the logo and
 * the call to action are; a {@link io.engram.cli.creatives.Brand} says what they look like; {@link
 * io.engram.cli.creatives.Creative} brings the two together and knows the places, which become the
 * regions of interest. Everything is drawn by OpenCV from shapes and its built-in stroke font: the
 * same pixels on every system, without fonts or a display.
 */
package io.engram.cli.creatives;
