package io.engram.processor.release;

import io.engram.model.bundle.ModelBundle;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.pipeline.LoadedModel;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.releases.Releases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the released version of one model in service, and one on trial beside it. For one thread.
 */
final class ReleasedModels {
  private static final Logger log = LoggerFactory.getLogger(ReleasedModels.class);

  private static final String UNKNOWN = "given";

  /** Gets the model of a release ready. */
  @FunctionalInterface
  interface Source {
    LoadedModel load(ModelRelease release) throws SwapFailedException, InterruptedException;
  }

  private final String model;
  private final String processor;
  private final Source source;
  private final ReleaseReports reports;
  private final ScoringMetrics metrics;
  private final Clock clock;

  private Optional<Version> serving = Optional.empty();
  private Optional<RunningTrial> trial = Optional.empty();
  private final Failure servingFailure = new Failure();
  private final Failure trialFailure = new Failure();

  private record Version(String version, String sha256) {}

  /** The release that could not be taken over last, and when to try it again. */
  private static final class Failure {
    private Optional<ModelRelease> release = Optional.empty();
    private Instant again = Instant.MIN;

    void set(ModelRelease failed, Instant tryAgain) {
      release = Optional.of(failed);
      again = tryAgain;
    }

    boolean holdsUp(ModelRelease wanted, Instant now) {
      return release.equals(Optional.of(wanted)) && now.isBefore(again);
    }
  }

  /**
   * @param model name of the model
   * @param processor name of this processor
   * @param reports are told of each swap, each that failed, and of what trials show
   */
  ReleasedModels(
      String model,
      String processor,
      Source source,
      ReleaseReports reports,
      ScoringMetrics metrics,
      Clock clock) {
    this.model = model;
    this.processor = processor;
    this.source = source;
    this.reports = reports;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * The released model for a processor that starts: the one that serves, or, if that cannot, the
   * one before it; empty if none was released.
   *
   * @throws SwapFailedException if none of those can serve
   */
  Optional<LoadedModel> first(Releases releases) throws SwapFailedException, InterruptedException {
    SwapFailedException failure = null;
    for (ModelRelease release :
        Stream.of(releases.serving(model), releases.previous(model))
            .flatMap(Optional::stream)
            .toList()) {
      Instant begin = clock.instant();
      try {
        LoadedModel loaded = source.load(release);
        served(release, begin);
        return Optional.of(loaded);
      } catch (SwapFailedException e) {
        failed(release, begin, servingFailure, e);
        log.error("{}", e.getMessage());
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  /** Nothing was released; the processor serves what it was given. */
  void startWith(ModelBundle bundle) {
    serving = Optional.of(new Version(bundle.manifest().version(), bundle.sha256()));
  }

  /** Swaps where another version is to serve, and tries out what is to be tried. */
  void follow(Releases releases, ModelStage stage) throws InterruptedException {
    Optional<ModelRelease> tried = releases.trial(model).filter(RunningTrial::isPossible);
    trial.flatMap(RunningTrial::breakdown).ifPresent(reason -> giveUp(reason, stage));
    // First, or promoting it would have it in memory twice.
    endTrialUnless(tried, stage);
    Optional<ModelRelease> wanted = releases.serving(model).filter(this::isNews);
    if (wanted.isPresent()) {
      Instant begin = clock.instant();
      if (swap(wanted.get(), begin, servingFailure, stage::serve)) {
        served(wanted.get(), begin);
        // What was seen of a trial beside another model is not to be added to what comes.
        trial.ifPresent(running -> endTrial(SwapOutcome.TRIAL_ENDED, null, stage));
      }
    }
    if (tried.isPresent() && trial.isEmpty()) {
      tryOut(tried.get(), stage);
    }
    trial.ifPresent(running -> running.reportNowAndThen(clock.instant()));
  }

  /** The processor stops: tells what else was seen of a trial. */
  void stop() {
    trial.ifPresent(running -> running.report(clock.instant()));
  }

  private boolean isNews(ModelRelease release) {
    boolean serves =
        serving.map(Version::sha256).filter(release.getBundleSha256()::equals).isPresent();
    return !serves && !servingFailure.holdsUp(release, clock.instant());
  }

  private void endTrialUnless(Optional<ModelRelease> tried, ModelStage stage) {
    if (trial.isPresent() && !tried.equals(Optional.of(trial.get().release()))) {
      endTrial(SwapOutcome.TRIAL_ENDED, null, stage);
    }
  }

  /** Its engine would break down again: it is not tried before another release says so. */
  private void giveUp(String reason, ModelStage stage) {
    trialFailure.set(trial.orElseThrow().release(), Instant.MAX);
    endTrial(SwapOutcome.ENGINE_FAILED, reason, stage);
  }

  private void endTrial(SwapOutcome outcome, String detail, ModelStage stage) {
    RunningTrial ended = trial.orElseThrow();
    trial = Optional.empty();
    stage.endTrial();
    ended.report(clock.instant());
    ended(ended.release(), clock.instant(), outcome, detail);
  }

  private void tryOut(ModelRelease release, ModelStage stage) throws InterruptedException {
    Instant begin = clock.instant();
    if (trialFailure.holdsUp(release, begin)) {
      return;
    }
    String champion = serving.map(Version::version).orElse(UNKNOWN);
    RunningTrial running = RunningTrial.of(release, champion, processor, reports);
    if (swap(release, begin, trialFailure, loaded -> stage.tryOut(loaded, running.trial()))) {
      trial = Optional.of(running);
      ended(release, begin, SwapOutcome.ON_TRIAL, null);
    }
  }

  /** Whether the stage took the model over. */
  private boolean swap(
      ModelRelease release, Instant begin, Failure failure, Consumer<LoadedModel> stage)
      throws InterruptedException {
    try {
      take(release, source.load(release), stage);
      return true;
    } catch (SwapFailedException e) {
      failed(release, begin, failure, e);
      log.error(
          "{} {} serves on. {}",
          model,
          serving.map(Version::version).orElse(UNKNOWN),
          e.getMessage());
      return false;
    }
  }

  /** One that is loaded may still not fit beside those that score. */
  private static void take(ModelRelease release, LoadedModel loaded, Consumer<LoadedModel> stage)
      throws SwapFailedException {
    try {
      stage.accept(loaded);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new SwapFailedException(
          SwapOutcome.ENGINE_FAILED,
          "Model %s %s cannot be served: %s; see the processor's log, and its memory"
              .formatted(release.getModelName(), release.getVersion(), e),
          e);
    }
  }

  private void failed(
      ModelRelease release, Instant begin, Failure failure, SwapFailedException why) {
    ended(release, begin, why.outcome(), why.getMessage());
    failure.set(release, why.tryAgainAfter().map(clock.instant()::plus).orElse(Instant.MAX));
  }

  private void served(ModelRelease release, Instant begin) {
    ended(release, begin, SwapOutcome.SERVING, null);
    serving = Optional.of(new Version(release.getVersion(), release.getBundleSha256()));
  }

  private void ended(ModelRelease release, Instant begin, SwapOutcome outcome, String detail) {
    Instant now = clock.instant();
    metrics.modelSwapped(release.getModelName(), release.getVersion(), outcome);
    reports.swapped(
        ModelSwap.newBuilder()
            .setProcessor(processor)
            .setModelName(model)
            .setVersion(release.getVersion())
            .setBundleSha256(release.getBundleSha256())
            .setPreviousVersion(serving.map(Version::version).orElse(null))
            .setOutcome(outcome)
            .setReleasedAt(release.getReleasedAt())
            .setDetail(detail)
            .setTookMillis(Duration.between(begin, now).toMillis())
            .setSwappedAt(now.truncatedTo(ChronoUnit.MILLIS))
            .build());
  }
}
