/** What a run measured, as plain values; pure arithmetic, no clocks. */
package io.engram.benchmarks.figures;
