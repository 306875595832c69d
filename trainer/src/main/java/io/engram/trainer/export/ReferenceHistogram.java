package io.engram.trainer.export;

import io.engram.model.bundle.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Counts image scores in equal steps of [0,1]: what drift in serving is later measured against. */
final class ReferenceHistogram {

  private static final int BINS = 50;

  private ReferenceHistogram() {}

  static Histogram of(List<Double> scores) {
    var edges = new ArrayList<Double>();
    for (int i = 0; i <= BINS; i++) {
      edges.add(i / (double) BINS);
    }
    var counts = new ArrayList<Long>(Collections.nCopies(BINS, 0L));
    for (double score : scores) {
      int bin = Math.min(BINS - 1, (int) (score * BINS));
      counts.set(bin, counts.get(bin) + 1);
    }
    return new Histogram(edges, counts);
  }
}
