/**
 * Finds what is wrong with a data set before time is spent on it.
 *
 * <p>{@link io.engram.trainer.dataset.check.DatasetCheck} reads every file once, keeps a few dozen
 * bytes of each ({@link io.engram.trainer.dataset.check.ImageFacts}), and draws its conclusions
 * from these: a {@link io.engram.trainer.dataset.check.CheckReport} of {@link
 * io.engram.trainer.dataset.check.Finding}s, each with what it means for training.
 */
package io.engram.trainer.dataset.check;
