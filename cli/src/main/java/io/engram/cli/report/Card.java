package io.engram.cli.report;

import io.engram.cli.results.Ranking.Ranked;

/**
 * One image of the report.
 *
 * @param ranked its score and place
 * @param pictures what there is to see of it
 */
public record Card(Ranked ranked, Pictures pictures) {}
