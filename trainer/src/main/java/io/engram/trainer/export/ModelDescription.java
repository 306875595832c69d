package io.engram.trainer.export;

import io.engram.model.bundle.Manifest;
import io.engram.trainer.evaluate.Evaluation;
import java.util.List;

/**
 * What a bundle says about its model, besides what is measured on the exported file.
 *
 * @param name the model's name
 * @param version the model's version
 * @param training how to train it again
 * @param provenance where the data comes from
 * @param dataFingerprint which files it was trained and measured on
 * @param inputs what their photographs are like
 * @param backbones SHA-256 of the files of others' weights that went into it
 * @param trainingImages number of photographs it learned from
 * @param parameters number of trained weights
 * @param minutes about how long the training takes on two cores
 * @param baseline the mean training map on the validation images
 */
public record ModelDescription(
    String name,
    String version,
    Manifest.Training training,
    Provenance provenance,
    String dataFingerprint,
    Manifest.ReferenceInputs inputs,
    List<String> backbones,
    int trainingImages,
    long parameters,
    long minutes,
    Evaluation baseline) {}
