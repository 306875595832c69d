/**
 * The score of a whole image, the mean of its predicted true schema, against what a memory
 * experiment found: how many people who saw the photograph before knew it again, its hit rate.
 *
 * <p>{@link io.engram.trainer.evaluate.score.HitRates} reads an experiment, {@link
 * io.engram.trainer.evaluate.score.ScoreStudy} compares, and {@link
 * io.engram.trainer.evaluate.score.Calibration} turns a score into the hit rate to expect. How good
 * that is gets measured on images that it was not fitted on ({@link
 * io.engram.trainer.evaluate.score.CrossValidation}).
 */
package io.engram.trainer.evaluate.score;
