package io.engram.benchmarks.figures;

import java.util.List;

/**
 * What swaps of models cost a stream that they happen to.
 *
 * @param swaps that happened during the drain and the paced time together
 * @param imagesPerSecond of a drain without a swap
 * @param imagesPerSecondSwapping of one with swaps
 * @param quiet latencies at half of the capacity without a swap
 * @param swapping the same with swaps
 * @param memory after so many swaps, in place of images
 */
public record SwapCost(
    int swaps,
    double imagesPerSecond,
    double imagesPerSecondSwapping,
    Latency quiet,
    Latency swapping,
    List<MemoryUse> memory) {
  public SwapCost {
    memory = List.copyOf(memory);
  }
}
