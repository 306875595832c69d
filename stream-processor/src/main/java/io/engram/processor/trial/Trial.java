package io.engram.processor.trial;

import io.engram.schemas.ShadowScore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model on trial: for which images, how, and what was seen so far. Thread-safe. */
public final class Trial {
  private static final Logger log = LoggerFactory.getLogger(Trial.class);

  private final TrialShare share;
  private final Optional<Consumer<ShadowScore>> shadow;
  private final AtomicReference<TrialSums> sums = new AtomicReference<>(TrialSums.NONE);
  private final AtomicReference<Throwable> breakdown = new AtomicReference<>();

  private Trial(TrialShare share, Optional<Consumer<ShadowScore>> shadow) {
    this.share = share;
    this.shadow = shadow;
  }

  /** A model that scores these images instead of the one that serves. */
  public static Trial canary(TrialShare share) {
    return new Trial(share, Optional.empty());
  }

  /**
   * A model that scores these images as well, beside the stream.
   *
   * @param results takes what it makes of them, at once
   */
  public static Trial shadow(TrialShare share, Consumer<ShadowScore> results) {
    return new Trial(share, Optional.of(results));
  }

  public boolean isShadow() {
    return shadow.isPresent();
  }

  /** What part of the images it is for. */
  public TrialShare share() {
    return share;
  }

  /** What was seen so far. */
  public TrialSums sums() {
    return sums.get();
  }

  /** Why the model scores nothing any more; empty while it does. */
  public Optional<Throwable> breakdown() {
    return Optional.ofNullable(breakdown.get());
  }

  /** The model scored an image. */
  public void challengerScored(double score, Duration inference) {
    sums.updateAndGet(sum -> sum.withChallenger(sum.challenger().plus(score, inference)));
  }

  /** The model that serves scored an image. */
  public void championScored(double score, Duration inference) {
    sums.updateAndGet(sum -> sum.withChampion(sum.champion().plus(score, inference)));
  }

  /** The model's engine failed on an image that the one that serves scored. */
  public void failed() {
    sums.updateAndGet(TrialSums::withFailure);
  }

  /** The model's engine fails altogether: it gets no further images. */
  public void brokeDown(Throwable reason) {
    if (breakdown.compareAndSet(null, reason)) {
      log.error("A model on trial broke down; the one that serves takes its images", reason);
    }
  }

  /** A shadow was too busy for an image. */
  public void missed() {
    sums.updateAndGet(TrialSums::withMissed);
  }

  /** A shadow and the model that serves scored the same image. */
  public void compared(ShadowScore result) {
    Optional.ofNullable(result.getAgreement())
        .ifPresent(agreement -> sums.updateAndGet(sum -> sum.withAgreement(agreement)));
    shadow.ifPresent(results -> results.accept(result));
  }
}
