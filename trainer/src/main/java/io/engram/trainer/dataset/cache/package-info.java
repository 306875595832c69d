/**
 * Decoded pairs, kept on the disk between epochs and between runs.
 *
 * <p>A {@link io.engram.trainer.dataset.cache.PairCache} stands in for the {@link
 * io.engram.trainer.dataset.PairReader} that fills it, and gives a list that holds no pixels: each
 * pair is copied out of a memory-mapped file when a batch is made of it.
 */
package io.engram.trainer.dataset.cache;
