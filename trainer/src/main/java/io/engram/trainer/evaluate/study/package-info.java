/**
 * The whole evaluation of one model: {@link io.engram.trainer.evaluate.study.ModelStudy} measures
 * it next to the baselines, on the images it was not trained on and on those it was, says whether
 * it {@link io.engram.trainer.evaluate.study.Fit fits} too closely or too loosely, and holds its
 * image scores against a memory {@link io.engram.trainer.evaluate.study.Experiment}. {@link
 * io.engram.trainer.evaluate.study.Published} has what others have reached.
 */
package io.engram.trainer.evaluate.study;
