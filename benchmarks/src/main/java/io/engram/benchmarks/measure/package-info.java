/** The two ways to measure a contender: drain a backlog, or send at a pace. */
package io.engram.benchmarks.measure;
