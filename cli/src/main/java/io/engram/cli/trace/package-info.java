/** Traces of single images, sent to where OpenTelemetry's own variables say. */
package io.engram.cli.trace;
