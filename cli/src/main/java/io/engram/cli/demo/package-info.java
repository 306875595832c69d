/**
 * {@code engram demo}: the whole platform in one process, from photographs to a report.
 *
 * <pre>
 *  photographs  -&gt; SubmissionRun -&gt; embedded broker -&gt; StreamProcessor -&gt; embedded broker
 *  or creatives                                                             |
 *               ranking at the terminal, failures  &lt;-- scores, failures ----+
 *               scores.csv, overlays/, report.html &lt;-- heatmaps ------------+
 * </pre>
 *
 * Heatmaps are not kept in memory: when all images have a result, they are read from their topic,
 * one at a time, and become overlays.
 */
package io.engram.cli.demo;
