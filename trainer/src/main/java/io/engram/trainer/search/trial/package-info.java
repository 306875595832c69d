/**
 * What a search trains and what it learns from that.
 *
 * <pre>
 * Recipe (base, overrides, seed, epochs)  -- what decides a training
 *    in Trial (number, choices)           -- one point of the space
 *    in TrialJob (until which epoch)      -- one rung of it
 *    -> TrialTrainer -> TrialOutcome      -- trained | diverged | refused
 *    in TrialResult                       -- a row of the results file
 *    in Results                           -- everything known so far
 * </pre>
 *
 * <p>Everything here is a value, and equal recipes give equal trainings; that is what lets a search
 * resume, and another machine take a trial over.
 */
package io.engram.trainer.search.trial;
