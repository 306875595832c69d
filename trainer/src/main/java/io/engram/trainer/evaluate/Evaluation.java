package io.engram.trainer.evaluate;

/**
 * How well predictions fit people's maps, averaged over images.
 *
 * @param images number of images
 * @param l1 mean absolute difference on [-1,1] over the map's three channels, the unused one
 *     predicted as empty
 * @param trueSchema mean correlation of the true schema
 * @param falseSchema mean correlation of the false schema
 * @param sum mean correlation of both channels' sum
 * @param blankTrue images left out of {@code trueSchema}, because nobody marked anything
 * @param blankFalse images left out of {@code falseSchema} for the same reason
 */
public record Evaluation(
    int images,
    double l1,
    double trueSchema,
    double falseSchema,
    double sum,
    int blankTrue,
    int blankFalse) {}
