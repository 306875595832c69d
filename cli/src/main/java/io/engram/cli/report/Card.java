package io.engram.cli.report;

import io.engram.cli.results.Ranking.Ranked;

/**
 * One image of the report.
 *
 * @param ranked its score and place
 * @param photograph a preview of it
 * @param overlay a preview of it under its heatmap, of the same size
 */
public record Card(Ranked ranked, Preview photograph, Preview overlay) {}
