package io.engram.benchmarks.figures;

/**
 * A process's resident memory at one moment: heap, native libraries, tensors.
 *
 * @param images that had their outcome
 * @param bytes 0 where the system does not tell
 */
public record ResidentMemory(int images, long bytes) {}
