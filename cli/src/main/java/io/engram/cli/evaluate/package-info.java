/**
 * {@code engram evaluate}: how well a model bundle predicts people's maps.
 *
 * <p>The measuring is {@link io.engram.trainer.evaluate.study.ModelStudy}'s; this package chooses
 * the images, and tells the result four times: as a table on the terminal, as {@code
 * evaluation.json} for programs, as {@code per-image.csv} for spreadsheets, and as {@code
 * report.html}, a page that needs nothing beside it, with its plots drawn as SVG here.
 */
package io.engram.cli.evaluate;
