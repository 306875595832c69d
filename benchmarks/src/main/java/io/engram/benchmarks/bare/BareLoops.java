package io.engram.benchmarks.bare;

import io.engram.benchmarks.images.SampleImages;
import io.engram.imaging.ImageDecoder;
import io.engram.model.engine.InferenceEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < loops.size(); i++) {
        BareLoop loop = loops.get(i);
        int share = (i + 1) * count / loops.size() - i * count / loops.size();
        running.add(threads.submit(() -> loop.score(share)));
      }
      long found = 0;
      for (Future<Long> one : running) {
        found += one.get();
      }
      return found;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Decodes images and does nothing with them; blocks until all are done. */
  void decode(int count) throws Exception {
    loops.get(0).decode(count);
  }

  /** One image at a time, from its bytes to its regions; nanoseconds of each. */
  double[] scoreSingly(int count) throws Exception {
    return loops.get(0).scoreSingly(count);
  }
}
