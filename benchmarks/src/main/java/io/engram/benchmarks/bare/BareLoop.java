package io.engram.benchmarks.bare;

import io.engram.benchmarks.images.SampleImages;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionFinder;
import io.engram.imaging.regions.RegionRule;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decodes on a pool, scores full batches, finds regions on the pool: what an engineer writes who
 * needs no stream. Nothing waits for more than it needs: two batches are decoded ahead, and the
 * regions of one batch are found while the next is scored. Use it from one thread.
 */
final class BareLoop {
  private static final int BATCHES_AHEAD = 2;

  private final SampleImages images;
  private final ImageDecoder decoder;
  private final InferenceEngine engine;
  private final BatchBuffers buffers;
  private final RegionFinder regions = new RegionFinder(RegionRule.defaults());
  private final ExecutorService pool;
  private final int maxBatch;

  /**
   * @param engine warmed up; used by the calling thread alone
   * @param pool runs decodes and the search for regions
   */
  BareLoop(
      SampleImages images,
      ImageDecoder decoder,
      InferenceEngine engine,
      ExecutorService pool,
      int maxBatch) {
    this.images = images;
    this.decoder = decoder;
    this.engine = engine;
    this.buffers = new BatchBuffers(engine, maxBatch);
    this.pool = pool;
    this.maxBatch = maxBatch;
  }

  /**
   * Scores images until none is left; blocks until all that it took are done. Returns how many
   * regions were found.
   *
   * @param next number of the next image, which other loops take from too
   */
  long score(AtomicInteger next, int count)
      throws InterruptedException, ExecutionException, EngineException {
    Queue<Future<RgbImage>> decoding = new ArrayDeque<>();
    List<Future<List<Region>>> finishing = List.of();
    long found = 0;
    decodeAhead(decoding, next, count);
    while (!decoding.isEmpty()) {
      int size = Math.min(maxBatch, decoding.size());
      for (int i = 0; i < size; i++) {
        buffers.put(i, decoding.remove().get());
      }
      buffers.score(size);
      found += regionsOf(finishing);
      finishing = findRegions(size);
      decodeAhead(decoding, next, count);
    }
    return found + regionsOf(finishing);
  }

  /** Decodes images and does nothing with them; blocks until all are done. */
  void decode(int count) throws InterruptedException, ExecutionException {
    Queue<Future<RgbImage>> decoding = new ArrayDeque<>();
    var next = new AtomicInteger();
    decodeAhead(decoding, next, count);
    while (!decoding.isEmpty()) {
      decoding.remove().get();
      decodeAhead(decoding, next, count);
    }
  }

  /** One image at a time, from its bytes to its regions; nanoseconds of each. */
  double[] scoreSingly(int count) throws Exception {
    double[] nanos = new double[count];
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      buffers.put(0, decode(images.plain(i)));
      buffers.score(1);
      regions.find(buffers.heatmap(0), List.of());
      nanos[i] = System.nanoTime() - begin;
    }
    return nanos;
  }

  private void decodeAhead(Queue<Future<RgbImage>> decoding, AtomicInteger next, int count) {
    while (decoding.size() < BATCHES_AHEAD * maxBatch) {
      int image = next.getAndIncrement();
      if (image >= count) {
        return;
      }
      byte[] jpeg = images.plain(image);
      decoding.add(pool.submit(() -> decode(jpeg)));
    }
  }

  private RgbImage decode(byte[] jpeg) throws Exception {
    return decoder.decode(jpeg, engine.input().width(), engine.input().height()).pixels();
  }

  private List<Future<List<Region>>> findRegions(int size) {
    List<Future<List<Region>>> finishing = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      var heatmap = buffers.heatmap(i);
      finishing.add(pool.submit(() -> regions.find(heatmap, List.of())));
    }
    return finishing;
  }

  private static long regionsOf(List<Future<List<Region>>> finishing)
      throws InterruptedException, ExecutionException {
    long found = 0;
    for (Future<List<Region>> future : finishing) {
      found += future.get().size();
    }
    return found;
  }
}
