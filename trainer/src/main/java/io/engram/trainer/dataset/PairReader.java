package io.engram.trainer.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Decodes photographs and maps, into memory, with the decoder that serving uses. */
public final class PairReader implements PairSource {

  /** Changes whenever the same files would give other pixels, so that no cache outlives it. */
  public static final int PIXELS_VERSION = 1;

  /** Takes each pair as it is decoded, on any thread, in any order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param index of the pair's name in the list of names
     */
    void put(int index, Pair pair) throws IOException;
  }

  /** Hears how far the reading of a list is, on the reading thread. */
  @FunctionalInterface
  public interface Progress {
    /** Pairs are decoded; what it throws, unchecked, ends the reading. */
    void decoded(int pairs, int of);
  }

  private final DatasetDirectory dataset;
  private final ExecutorService workers;
  private final Progress progress;

  /** Decodes on {@code workers}, which stay the caller's. */
  public PairReader(DatasetDirectory dataset, ExecutorService workers) {
    this(dataset, workers, (pairs, of) -> {});
  }

  /** The same, telling {@code progress} of each pair. */
  public PairReader(DatasetDirectory dataset, ExecutorService workers, Progress progress) {
    this.dataset = dataset;
    this.workers = workers;
    this.progress = progress;
  }

  /** Reads the named pairs into memory. */
  @Override
  public List<Pair> read(List<String> names, int photographSide, int mapSide)
      throws InvalidDatasetException, InterruptedException {
    var pairs = new Pair[names.size()];
    try {
      read(names, photographSide, mapSide, (index, pair) -> pairs[index] = pair);
    } catch (IOException e) {
      throw new IllegalStateException("memory does no input or output", e);
    }
    return List.of(pairs);
  }

  /**
   * Hands each of the named pairs to {@code sink}, and keeps none. Blocks until all are taken or
   * one fails; then, pairs that are being decoded may still be handed over.
   *
   * @throws IOException if {@code sink} cannot take a pair
   */
  public void read(List<String> names, int photographSide, int mapSide, Sink sink)
      throws InvalidDatasetException, IOException, InterruptedException {
    var pending = new ArrayList<Future<Void>>();
    for (int i = 0; i < names.size(); i++) {
      int index = i;
      pending.add(
          workers.submit(
              () -> {
                sink.put(index, readPair(names.get(index), photographSide, mapSide));
                return null;
              }));
    }
    try {
      for (int i = 0; i < pending.size(); i++) {
        pending.get(i).get();
        progress.decoded(i + 1, pending.size());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidDatasetException invalid) {
        throw invalid;
      }
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pending.forEach(pair -> pair.cancel(false));
    }
  }

  private Pair readPair(String name, int photographSide, int mapSide)
      throws InvalidDatasetException {
    var photograph = ImageReader.read(dataset.photograph(name), photographSide);
    var map = ImageReader.read(dataset.map(name), mapSide);
    var size = ImageSize.of(map);
    var photographSize = ImageSize.of(photograph);
    if (!size.hasProportionsOf(photographSize)) {
      throw new InvalidDatasetException(
          dataset.map(name),
          "is %s pixels, but its photograph %s".formatted(size, photographSize),
          "give it the photograph's proportions, or take the name off the list");
    }
    return new Pair(name, photograph.pixels(), GreyMaps.trueSchemaOnly(map.pixels()));
  }
}
