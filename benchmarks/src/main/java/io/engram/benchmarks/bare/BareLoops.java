package io.engram.benchmarks.bare;

import io.engram.benchmarks.images.SampleImages;
import io.engram.imaging.ImageDecoder;
import io.engram.model.engine.InferenceEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A bare loop for each engine, side by side on one pool. Use it from one thread. */
final class BareLoops {
  private final List<BareLoop> loops;

  /**
   * @param engines warmed up; used by these loops alone
   * @param pool runs decodes and the search for regions of all
   */
  BareLoops(
      SampleImages images,
      ImageDecoder decoder,
      List<InferenceEngine> engines,
      ExecutorService pool,
      int maxBatch) {
    loops =
        engines.stream()
            .map(engine -> new BareLoop(images, decoder, engine, pool, maxBatch))
            .toList();
  }

  /** Scores images; blocks until all are done. Returns how many regions were found. */
  long score(int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(loops.size());
    try {
      var next = new AtomicInteger();
      List<Future<Long>> running = new ArrayList<>();
      loops.forEach(loop -> running.add(threads.submit(() -> loop.score(next, count))));
      long found = 0;
      for (Future<Long> one : running) {
        found += one.get();
      }
      return found;
    } finally {
      threads.shutdownNow();
      // Its engine must not be closed under one that still scores.
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  /** Decodes images and does nothing with them; blocks until all are done. */
  void decode(int count) throws Exception {
    loops.get(0).decode(count);
  }

  /** One image at a time, from its bytes to its regions; nanoseconds of each. */
  double[] scoreSingly(int count) throws Exception {
    // The last has the most threads.
    return loops.get(loops.size() - 1).scoreSingly(count);
  }
}
