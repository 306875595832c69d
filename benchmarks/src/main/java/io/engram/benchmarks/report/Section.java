package io.engram.benchmarks.report;

import java.util.List;

/** Results that may be compared with one another: same images, same model. */
public record Section(String title, List<Result> results) {
  public Section {
    results = List.copyOf(results);
  }
}
