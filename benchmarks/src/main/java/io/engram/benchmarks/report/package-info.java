/** The figures of a run as records, which Jackson writes as JSON, and as a table. */
package io.engram.benchmarks.report;
