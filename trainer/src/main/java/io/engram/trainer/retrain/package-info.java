/**
 * The retrain service: from a new version of a data set to a decision on a model.
 *
 * <pre>
 * dataset-updates -> PendingUpdates: the newest version of each data set
 *                 -> Challenge: check the data, train from the champion's weights, export, compare
 *                 -> model store: the bundle under its hash, and the weights to start from next time
 *                 -> model-releases: PROMOTED or REJECTED, in one transaction with the offset
 * </pre>
 *
 * <p>Killed at any point it begins with the same event again, finds the checkpoint and the bundle
 * where they were, and decides once: the version follows from data and recipe, and decision and
 * offset are committed together. What is in the store by then is deleted from the service's folder.
 *
 * <p>An update because of drift repeats an earlier one. Its data is looked at anew: if it has
 * changed, it is trained on as it is; if it was decided on, new labels are asked for.
 */
package io.engram.trainer.retrain;
