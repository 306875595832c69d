package io.engram.cli.submit;

import io.engram.cli.results.Failure;
import java.time.Instant;

/** Hears what becomes of submissions; called by the submitting thread and by the producer's. */
public interface SubmissionListener {

  /** The image is about to be sent; its result may arrive from now on. */
  void sending(Submission submission, Instant submittedAt);

  /** The broker has the image's event, at this place of its topic. */
  void sent(Submission submission, int partition, long offset);

  /** The image was not sent and will have no result. */
  void notSent(Failure failure);
}
