package io.engram.trainer.export;

import io.engram.model.bundle.Histogram;
import io.engram.model.bundle.Manifest.ReferenceInputs;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.ImageReader;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Counts what drift in serving is later measured against. */
public final class ReferenceHistograms {

  private static final int BINS = 50;

  /** In steps of half an octave, from an icon to more than is decoded. */
  private static final int SMALLEST = 8;

  private static final int LARGEST = 28;
  private static final int SIZES = 40;

  private ReferenceHistograms() {}

  /** Image scores, in [0,1]. */
  static Histogram scores(DoubleStream scores) {
    return Histogram.of(scores, 0, 1, BINS);
  }

  /**
   * What a data set's photographs are like: all of them, for more of them are less noise. Reads the
   * header of each.
   *
   * @param pairs of all names, decoded at {@code side} or larger
   * @param side of the network's input
   * @throws InvalidDatasetException if a photograph cannot be read
   */
  public static ReferenceInputs inputs(DatasetDirectory dataset, Stream<Pair> pairs, int side)
      throws InvalidDatasetException {
    var brightness = pairs.mapToDouble(p -> p.photograph().resize(side, side).brightness());
    return new ReferenceInputs(
        Histogram.of(brightness, 0, 1, BINS),
        Histogram.of(sizes(dataset).stream().mapToDouble(x -> x), SMALLEST, LARGEST, SIZES));
  }

  private static List<Double> sizes(DatasetDirectory dataset) throws InvalidDatasetException {
    var sizes = new ArrayList<Double>();
    for (var name : dataset.names()) {
      var size = ImageReader.size(dataset.photograph(name));
      sizes.add(ReferenceInputs.size(size.width(), size.height()));
    }
    return sizes;
  }
}
