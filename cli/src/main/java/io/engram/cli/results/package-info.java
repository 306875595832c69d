/**
 * {@code engram results}: reads what the processor has written, as a table, CSV, JSON lines or
 * overlays.
 *
 * <p>{@link io.engram.cli.results.ResultReader} reads the topics, committed records only, and hands
 * each record to a {@link io.engram.cli.results.ResultListener}; a {@link
 * io.engram.cli.results.ResultWriter} is a listener that prints.
 */
package io.engram.cli.results;
