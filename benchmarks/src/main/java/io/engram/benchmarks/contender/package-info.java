/** Who is measured, and how each is started. */
package io.engram.benchmarks.contender;
