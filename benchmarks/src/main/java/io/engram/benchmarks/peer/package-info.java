/**
 * What is written without Engram's pipeline: image by image, each with the same decoder, the same
 * engine and the same search for regions, by Kafka Streams here and by Flink in {@code
 * io.engram.benchmarks.flink}.
 */
package io.engram.benchmarks.peer;
