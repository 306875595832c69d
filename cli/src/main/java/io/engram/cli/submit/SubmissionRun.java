package io.engram.cli.submit;

import io.engram.cli.connection.Connection;
import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.StopSignal;
import io.engram.cli.results.Failure;
import io.engram.cli.results.ResultListener;
import io.engram.cli.results.ResultReader;
import io.engram.cli.submit.Submitter.Transport;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.Topic;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Sends images and follows each to its result, on one thread: it sends while fewer images than the
 * window are under way, and reads results otherwise.
 */
public final class SubmissionRun implements AutoCloseable {

  /** Hears what happens. */
  public interface Observer {
    /** An image has a score. */
    void scored(MemorabilityScore score);

    /** An image could not be sent or scored; may be called by the producer's thread. */
    void failed(Failure failure);

    /** Something may have changed; called often. */
    void progressed(Tally tally);
  }

  /** Whether results can be expected at all. */
  @FunctionalInterface
  public interface Health {
    /**
     * Does nothing if they can.
     *
     * @throws CommandFailedException if not
     */
    void check() throws CommandFailedException;
  }

  private static final Set<Topic> OUTCOMES =
      Set.of(Topic.MEMORABILITY_SCORES, Topic.SCORING_FAILURES);

  private final Clock clock;
  private final Tally tally;
  private final Observer observer;
  private final Outstanding outstanding;
  private final ResultReader results;
  private final Submitter submitter;

  /**
   * Opens the clients. Results count from now on.
   *
   * @param topic that takes the images
   * @param total how many images there will be
   * @param telemetry hears of each that is sent
   */
  public SubmissionRun(
      Connection connection,
      AvroSerdes serdes,
      Topic topic,
      Transport transport,
      int total,
      Clock clock,
      Observer observer,
      OpenTelemetry telemetry) {
    this.clock = clock;
    this.tally = new Tally(total);
    this.observer = observer;
    this.outstanding = new Outstanding(topic);
    this.results = ResultReader.fromNow(connection, serdes, OUTCOMES);
    this.submitter =
        new Submitter(
            connection.producer(serdes),
            topic,
            transport,
            Connection.inlineLimit(),
            clock,
            new Following(),
            telemetry);
  }

  /** The counts so far. */
  public Tally tally() {
    return tally;
  }

  /**
   * Sends all images without waiting for results.
   *
   * @return whether all were sent, rather than stopped
   */
  public boolean send(List<Submission> submissions, StopSignal stop) throws CommandFailedException {
    for (Submission submission : submissions) {
      if (stop.isRaised()) {
        return false;
      }
      submitter.submit(submission);
      observer.progressed(tally);
    }
    submitter.flush();
    observer.progressed(tally);
    return true;
  }

  /**
   * Sends all images and waits until every one has its result.
   *
   * @param window the most images under way
   * @param health looked at between images; what it throws ends the wait
   * @return whether all have, rather than stopped
   */
  public boolean complete(List<Submission> submissions, int window, StopSignal stop, Health health)
      throws CommandFailedException {
    Iterator<Submission> waiting = submissions.iterator();
    while (waiting.hasNext() || outstanding.size() > 0) {
      if (stop.isRaised()) {
        return false;
      }
      if (waiting.hasNext() && outstanding.size() < window) {
        submitter.submit(waiting.next());
        results.poll(Duration.ZERO, new Settling());
      } else {
        submitter.failIfBroken();
        health.check();
        results.poll(ResultReader.A_MOMENT, new Settling());
      }
      observer.progressed(tally);
    }
    return true;
  }

  @Override
  public void close() {
    try (results) {
      submitter.close();
    }
  }

  private void failed(Failure failure) {
    tally.failed(clock.instant());
    observer.failed(failure);
  }

  /** What becomes of images on their way to the broker. */
  private final class Following implements SubmissionListener {
    @Override
    public void sending(Submission submission, Instant submittedAt) {
      tally.sending(submittedAt);
      outstanding.expect(submission.imageId(), submittedAt);
    }

    @Override
    public void sent(Submission submission, int partition, long offset) {
      tally.sent();
      outstanding
          .acknowledge(submission.imageId(), partition, offset)
          .ifPresent(failure -> failed(Failure.of(submission.imageId(), failure)));
    }

    @Override
    public void notSent(Failure failure) {
      outstanding.forget(failure.imageId());
      failed(failure);
    }
  }

  /** What becomes of them afterwards. */
  private final class Settling implements ResultListener {
    @Override
    public void scored(MemorabilityScore score) {
      if (outstanding.settle(score)) {
        Instant now = clock.instant();
        tally.scored(Duration.between(score.getSubmittedAt(), now), now);
        observer.scored(score);
      }
    }

    @Override
    public void failed(ScoringFailure failure) {
      outstanding
          .settle(failure)
          .ifPresent(imageId -> SubmissionRun.this.failed(Failure.of(imageId, failure)));
    }
  }
}
