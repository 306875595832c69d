package io.engram.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Results that may be compared with one another: same images, same model.
 *
 * @param failure why there are none; null if there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Section(String title, String failure, List<Result> results) {
  public Section {
    results = List.copyOf(results);
  }

  public Section(String title, List<Result> results) {
    this(title, null, results);
  }

  /** One that could not be measured. */
  public static Section failed(String title, String reason) {
    return new Section(title, reason, List.of());
  }

  boolean isComplete() {
    return failure == null && results.stream().allMatch(result -> result.failure() == null);
  }
}
