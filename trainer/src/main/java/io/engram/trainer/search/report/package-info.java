/**
 * What a search found: a table for the terminal, {@code report.html} that needs nothing else to be
 * looked at, {@code trials.csv} and {@code choices.csv} for further work. All of it is made from
 * the results file, at any time, also while the search runs.
 */
package io.engram.trainer.search.report;
