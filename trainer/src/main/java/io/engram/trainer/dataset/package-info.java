/**
 * VISCHEMA PLUS on disk and in memory.
 *
 * <p>A {@link io.engram.trainer.dataset.DatasetDirectory} is checked as a whole before time is
 * spent on it; {@link io.engram.trainer.dataset.PairReader} decodes each photograph and its map
 * once, at a working size, through the same decoder that serving uses.
 */
package io.engram.trainer.dataset;
