package io.engram.benchmarks.figures;

/**
 * What a process occupies at one moment.
 *
 * @param images that had their outcome, or whatever else was counted
 * @param residentBytes heap, native libraries, tensors; 0 where the system does not tell
 * @param liveHeapBytes objects in use, all others collected; 0 where the JDK does not tell
 */
public record MemoryUse(int images, long residentBytes, long liveHeapBytes) {}
