/**
 * Which trial comes next.
 *
 * <p>A strategy is a pure function of the results so far and of the jobs under way: no clock, no
 * files, no memory of its own. So a search that was killed goes on as if it had not been, by
 * reading its results again, and a strategy can be tested without training anything.
 */
package io.engram.trainer.search.strategy;
