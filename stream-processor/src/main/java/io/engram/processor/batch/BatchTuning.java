package io.engram.processor.batch;

import io.engram.model.engine.EngineException;
import io.engram.model.engine.EngineMemoryException;
import io.engram.model.engine.InferenceEngine;
import io.engram.model.engine.Warmup;
import io.engram.model.engine.Warmup.BatchTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the largest batch worth making, from what batches of 1, 2, 4, 8... images take: the one
 * with the largest throughput among those that the latency target allows. Where a larger batch
 * gains next to nothing, the smaller is as good, and its images wait less.
 *
 * @param latency that a batch may take
 * @param most images in a batch, whatever they take
 */
public record BatchTuning(Duration latency, int most) {
  /**
   * Share of the best throughput that is as good as the best: timings of a device that others use
   * too are not more exact, and an image that waits for company pays for sure.
   */
  private static final double AS_GOOD = 0.9;

  /** Share of the best throughput below which larger batches promise nothing any more. */
  private static final double PAST_THE_PEAK = 0.97;

  public BatchTuning {
    Objects.requireNonNull(latency, "latency");
    if (most < 1) {
      throw new IllegalArgumentException("the largest batch must be >= 1, was " + most);
    }
  }

  /**
   * Warms an engine up with ever larger batches, as long as that promises anything; returns the
   * size to use. Blocks; the engine must not be in use elsewhere.
   *
   * @throws EngineException if the engine fails with the smallest batch, or gives no heatmaps
   */
  public int measure(InferenceEngine engine) throws EngineException {
    List<BatchTiming> timings = new ArrayList<>();
    for (Optional<Integer> size = next(timings); size.isPresent(); size = next(timings)) {
      try {
        timings.add(Warmup.measure(engine, size.get()));
      } catch (EngineMemoryException e) {
        if (timings.isEmpty()) {
          throw e;
        }
        break;
      }
    }
    return best(timings);
  }

  /** The next size to try, if any, after those that were timed in ascending order. */
  Optional<Integer> next(List<BatchTiming> timings) {
    if (timings.isEmpty()) {
      return Optional.of(1);
    }
    BatchTiming largest = timings.get(timings.size() - 1);
    // Twice the images take about twice as long, except where a device had room to spare.
    boolean tooLong = largest.millis() > latency.toNanos() / 1e6;
    boolean passedThePeak = throughput(largest) < PAST_THE_PEAK * throughput(fastest(timings));
    int size = largest.batchSize() * 2;
    return tooLong || passedThePeak || size > most ? Optional.empty() : Optional.of(size);
  }

  /** The size to use; 1 if even that takes longer than the target. */
  int best(List<BatchTiming> timings) {
    List<BatchTiming> allowed =
        timings.stream().filter(t -> t.millis() <= latency.toNanos() / 1e6).toList();
    if (allowed.isEmpty()) {
      return 1;
    }
    double enough = AS_GOOD * throughput(fastest(allowed));
    return allowed.stream()
        .filter(timing -> throughput(timing) >= enough)
        .mapToInt(BatchTiming::batchSize)
        .min()
        .orElseThrow();
  }

  private static BatchTiming fastest(List<BatchTiming> timings) {
    return timings.stream().max(Comparator.comparing(BatchTuning::throughput)).orElseThrow();
  }

  /** Images in a millisecond. */
  private static double throughput(BatchTiming timing) {
    return timing.batchSize() / timing.millis();
  }
}
