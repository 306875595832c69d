/**
 * What stands out in a heatmap, and how much of it falls on places that somebody named.
 *
 * <p>{@link io.engram.imaging.regions.RegionFinder} splits each schema into regions: {@code
 * PeakFlood} floods the map from its highest cell downwards, so that each peak that rises clearly
 * above the saddle to a higher one keeps a region of its own ({@link
 * io.engram.imaging.regions.RegionRule} says what clearly means). Named areas are measured on the
 * true schema with fractional cells at their edges.
 *
 * <p>{@code area} is a region's share of the image's area, {@code mean} and {@code peak} are values
 * of its schema, {@code share} is its part of that schema's sum over the whole image, and {@code
 * rank} counts from 1, the largest share of its kind.
 */
package io.engram.imaging.regions;
