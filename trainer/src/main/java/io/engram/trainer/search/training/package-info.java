/**
 * Trains the trials of a search as {@code engram train} would: a recipe becomes a training
 * configuration, and a rung a training that is asked to stop after an epoch and resumed later.
 */
package io.engram.trainer.search.training;
