/** Metrics of long-running commands, for Prometheus and what reads its format. */
package io.engram.cli.metrics;
