package io.engram.cli.results;

import io.engram.schemas.ScoringFailure;
import java.nio.charset.StandardCharsets;

/**
 * An image without a score.
 *
 * @param imageId its name; the record's key where the event could not be read
 * @param reason why, for machines
 * @param detail why, for people
 * @param remedy what to do about it
 */
public record Failure(String imageId, String reason, String detail, String remedy) {

  /** What the processor reported. */
  public static Failure of(ScoringFailure failure) {
    return of(name(failure), failure);
  }

  /** What the processor reported of an image whose name is known. */
  public static Failure of(String imageId, ScoringFailure failure) {
    return new Failure(
        imageId, failure.getReason().name(), failure.getDetail(), failure.getRemedy());
  }

  /** The failure in one line. */
  public String line() {
    String prefix = detail.startsWith(imageId) ? "" : imageId + ": ";
    return prefix + detail + (detail.endsWith(".") ? " " : ". ") + remedy;
  }

  private static String name(ScoringFailure failure) {
    if (failure.getImageId() != null) {
      return failure.getImageId();
    }
    if (failure.getOriginalKey() != null) {
      return StandardCharsets.UTF_8.decode(failure.getOriginalKey().duplicate()).toString();
    }
    return failure.getSourceTopic()
        + "-"
        + failure.getSourcePartition()
        + "@"
        + failure.getSourceOffset();
  }
}
