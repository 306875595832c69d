/** The loop that any stream is measured against: the same stages, and no stream. */
package io.engram.benchmarks.bare;
