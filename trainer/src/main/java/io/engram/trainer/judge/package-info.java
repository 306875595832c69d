/**
 * Ends trials by their rules: sums up what all processors report of a model on trial ({@link
 * io.engram.trainer.judge.TrialEvidence}), holds it against the rule that its release brought
 * ({@link io.engram.trainer.judge.TrialJudge}), and has it promoted or withdrawn ({@link
 * io.engram.trainer.judge.TrialWatch}).
 */
package io.engram.trainer.judge;
