/**
 * Makes one photograph into many: crops and mirror images (with the map alike) and other light (on
 * the photograph alone).
 *
 * <p>What an image becomes depends on the seed, the epoch and its place in the data set, never on
 * which thread works when: {@link io.engram.trainer.augment.BatchStream} works ahead of the
 * training step and still delivers the same numbers in the same order.
 */
package io.engram.trainer.augment;
