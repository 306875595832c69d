package io.engram.cli.report;

import io.engram.cli.results.Failure;
import java.time.Duration;
import java.util.List;

/**
 * What the report says.
 *
 * @param model name and version of the model
 * @param scored how many images have a score; there may be fewer cards
 * @param imagesPerSecond from the first submission to the last result
 * @param median latency that half of the images did not exceed
 * @param slowest latency that all but one in a hundred did not exceed
 * @param fullScale the value that has the overlays' last colour
 * @param cards images in the order of their ranking
 * @param failures images without a score
 */
public record Report(
    String model,
    int scored,
    double imagesPerSecond,
    Duration median,
    Duration slowest,
    double fullScale,
    List<Card> cards,
    List<Failure> failures) {

  public Report {
    cards = List.copyOf(cards);
    failures = List.copyOf(failures);
  }
}
