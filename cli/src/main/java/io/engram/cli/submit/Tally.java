package io.engram.cli.submit;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Counts what has become of a number of images. Thread safe: the producer's thread counts as well.
 */
public final class Tally {
  private static final double MILLIS = 1000.0;

  private final int total;
  private final Latencies latencies = new Latencies();
  private int sent;
  private int scored;
  private int failed;
  private Instant first;
  private Instant last;

  /**
   * @param total how many images there are
   */
  public Tally(int total) {
    this.total = total;
  }

  synchronized void sending(Instant now) {
    if (first == null) {
      first = now;
      last = now;
    }
  }

  synchronized void sent() {
    sent++;
  }

  synchronized void scored(Duration latency, Instant now) {
    scored++;
    latencies.add(latency);
    last = now;
  }

  synchronized void failed(Instant now) {
    failed++;
    last = now;
  }

  /** Images that the broker has. */
  public synchronized int sentCount() {
    return sent;
  }

  /** Images with a score. */
  public synchronized int scoredCount() {
    return scored;
  }

  /** Images that could not be sent or scored. */
  public synchronized int failedCount() {
    return failed;
  }

  /** Images with a result for each second from the first submission to the last result. */
  public synchronized double imagesPerSecond() {
    long millis = first == null ? 0 : Duration.between(first, last).toMillis();
    return millis == 0 ? 0 : (scored + failed) * MILLIS / millis;
  }

  /** From the submission of an image until its result was read, at a share of the images. */
  public synchronized Duration latency(double share) {
    return latencies.percentile(share);
  }

  /** What is known where nobody waits for results. */
  public synchronized String sentLine() {
    return "sent %d/%d".formatted(sent, total) + (failed == 0 ? "" : " failed " + failed);
  }

  /** Everything in one line of at most 79 characters, for up to 99,999 images. */
  public synchronized String line() {
    return String.format(
        Locale.ROOT,
        "sent %d/%d scored %d failed %d | %.1f images/s | p50 %d p99 %d ms",
        sent,
        total,
        scored,
        failed,
        imagesPerSecond(),
        latency(0.5).toMillis(),
        latency(0.99).toMillis());
  }
}
