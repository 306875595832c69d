package io.engram.trainer.augment;

import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.SchemaChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The batches of one epoch, in an order drawn anew for each epoch. Images that do not fill a last
 * batch wait for another epoch. Batches are made ahead of use on worker threads; their content and
 * order depend on the seed, the epoch and the pairs only. For use by one thread.
 */
public final class BatchStream {

  private static final int AHEAD = 3;

  private final List<Pair> pairs;
  private final BatchPlan plan;
  private final ExecutorService workers;
  private final long epochSeed;
  private final int[] order;
  private final Deque<Future<Batch>> pending = new ArrayDeque<>();
  private int submitted;

  /** Starts to make batches on {@code workers}, which stay the caller's. */
  public BatchStream(
      List<Pair> pairs, BatchPlan plan, long seed, int epoch, ExecutorService workers) {
    this.pairs = pairs;
    this.plan = plan;
    this.workers = workers;
    epochSeed = mix(seed, epoch);
    order = shuffled(pairs.size(), new SplittableRandom(epochSeed));
    for (int i = 0; i < AHEAD; i++) {
      submitNext();
    }
  }

  /** Number of batches in each epoch. */
  public static int batches(int pairs, int batchSize) {
    return Math.max(1, pairs / batchSize);
  }

  /**
   * Returns the next batch, waiting for it if need be.
   *
   * @throws java.util.NoSuchElementException after the epoch's last batch
   */
  public Batch next() throws InterruptedException {
    var batch = pending.removeFirst();
    submitNext();
    try {
      return batch.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("augmentation failed", e.getCause());
    }
  }

  private void submitNext() {
    int number = submitted++;
    if (number < batches(pairs.size(), plan.size())) {
      pending.addLast(workers.submit(() -> make(number)));
    }
  }

  private Batch make(int number) {
    int size = Math.min(plan.size(), pairs.size());
    int pixels = plan.photographSide() * plan.photographSide();
    int points = plan.mapSide() * plan.mapSide();
    var photographs = new float[size * 3 * pixels];
    var maps = new float[size * 2 * points];
    for (int i = 0; i < size; i++) {
      int index = order[number * size + i];
      var random = new SplittableRandom(mix(epochSeed, index));
      var window = CropWindow.draw(plan.augmentation(), random);
      var jitter = ColourJitter.draw(plan.augmentation(), random);
      // Once: a list of cached pairs copies the pixels each time.
      var pair = pairs.get(index);
      putPhotograph(pair, window, jitter, photographs, i * 3 * pixels);
      putMap(pair, window, maps, i * 2 * points);
    }
    return new Batch(size, plan.photographSide(), photographs, plan.mapSide(), maps);
  }

  private void putPhotograph(
      Pair pair, CropWindow window, ColourJitter jitter, float[] target, int offset) {
    int side = plan.photographSide();
    for (int channel = 0; channel < 3; channel++) {
      int start = offset + channel * side * side;
      Resampling.plane(pair.photograph(), window, channel, side, target, start);
    }
    jitter.apply(target, offset, side * side);
  }

  private void putMap(Pair pair, CropWindow window, float[] target, int offset) {
    int side = plan.mapSide();
    for (var channel : List.of(SchemaChannel.TRUE_SCHEMA, SchemaChannel.FALSE_SCHEMA)) {
      int start = offset + channel.ordinal() * side * side;
      Resampling.plane(pair.map(), window, channel.rgbIndex(), side, target, start);
    }
    for (int i = offset; i < offset + 2 * side * side; i++) {
      target[i] /= 255;
    }
  }

  private static int[] shuffled(int length, SplittableRandom random) {
    var order = new int[length];
    for (int i = 0; i < length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** A seed of its own for each part of a seeded whole. */
  private static long mix(long seed, int part) {
    return new SplittableRandom(seed + 0x9e3779b97f4a7c15L * (part + 1L)).nextLong();
  }
}
