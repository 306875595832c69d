package io.engram.trainer.run;

import io.engram.model.bundle.ModelBundle;
import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.export.Parity;

/**
 * What a training gave.
 *
 * @param bundle the model, ready to serve
 * @param validation of the exported model, as it will serve
 * @param baseline the mean training map on the same images
 * @param parity of the exported model with the network it came from
 */
public record TrainingResult(
    ModelBundle bundle, Evaluation validation, Evaluation baseline, Parity parity) {}
