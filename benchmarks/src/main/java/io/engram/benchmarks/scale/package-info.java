/** What it takes to score so many images a second, from what stages were measured to cost. */
package io.engram.benchmarks.scale;
