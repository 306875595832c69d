package io.engram.trainer.dataset;

import io.engram.imaging.RgbImage;

/**
 * A photograph and its memory schema map, both square, not necessarily of one size.
 *
 * @param name the file's name
 * @param map as published: see {@link SchemaChannel} for what its channels mean
 */
public record Pair(String name, RgbImage photograph, RgbImage map) {}
