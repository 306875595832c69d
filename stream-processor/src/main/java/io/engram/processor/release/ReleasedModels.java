package io.engram.processor.release;

import io.engram.model.bundle.ModelBundle;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.pipeline.LoadedModel;
import io.engram.processor.pipeline.TrialShare;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
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
 * Keeps the released version of one model in service. For one thread.
 *
 * <p>What is wrong with a bundle stays wrong, so a release that failed is tried again only where
 * the store was to blame.
 */
final class ReleasedModels {
  private static final Logger log = LoggerFactory.getLogger(ReleasedModels.class);

  /** How long a store that fails is left alone. */
  static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(30);

  private final String model;
  private final String processor;
  private final ModelSource source;
  private final Consumer<ModelSwap> report;
  private final ScoringMetrics metrics;
  private final Clock clock;

  /** What serves; null before anything does. */
  private Version serving;

  private Optional<ModelRelease> failed = Optional.empty();
  private Optional<ModelRelease> trial = Optional.empty();
  private Instant tryAgain = Instant.MAX;

  private record Version(String version, String sha256) {}

  /**
   * @param model name of the model
   * @param processor name of this processor
   * @param report is told of each swap, and of each that failed
   */
  ReleasedModels(
      String model,
      String processor,
      ModelSource source,
      Consumer<ModelSwap> report,
      ScoringMetrics metrics,
      Clock clock) {
    this.model = model;
    this.processor = processor;
    this.source = source;
    this.report = report;
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
      try {
        Instant begin = clock.instant();
        LoadedModel loaded = load(release, begin);
        ended(release, begin, SwapOutcome.SERVING, null);
        serving = new Version(release.getVersion(), release.getBundleSha256());
        failed = Optional.empty();
        return Optional.of(loaded);
      } catch (SwapFailedException e) {
        log.error("{}", e.getMessage());
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  /** Nothing was released; the processor serves what it was given. */
  void startWith(ModelBundle bundle) {
    serving = new Version(bundle.manifest().version(), bundle.sha256());
  }

  /** Swaps where another version is to serve, and tries out what is to be tried. */
  void follow(Releases releases, ModelStage stage) throws InterruptedException {
    Optional<ModelRelease> wanted = releases.serving(model).filter(this::isNews);
    if (wanted.isPresent()) {
      swap(wanted.get(), stage::serve)
          .ifPresent(
              served -> {
                serving = new Version(served.getVersion(), served.getBundleSha256());
                failed = Optional.empty();
              });
    }
    followTrial(releases.trial(model).filter(ReleasedModels::isCanary), stage);
  }

  private void followTrial(Optional<ModelRelease> wanted, ModelStage stage)
      throws InterruptedException {
    if (wanted.equals(trial)) {
      return;
    }
    trial = wanted;
    // Also where the next one cannot be loaded: what was withdrawn must not go on.
    stage.endTrial();
    if (wanted.isPresent()) {
      TrialShare share = new TrialShare(wanted.get().getShare());
      swap(wanted.get(), loaded -> stage.tryOut(loaded, share));
    }
  }

  private static boolean isCanary(ModelRelease release) {
    return release.getDecision() == ReleaseDecision.CANARY
        && release.getShare() > 0
        && release.getShare() <= 1;
  }

  /** Returns the release if its model was taken over. */
  private Optional<ModelRelease> swap(ModelRelease release, Consumer<LoadedModel> stage)
      throws InterruptedException {
    Instant begin = clock.instant();
    try {
      stage.accept(load(release, begin));
      ended(release, begin, SwapOutcome.SERVING, null);
      return Optional.of(release);
    } catch (SwapFailedException e) {
      log.error("{} {} serves on. {}", model, serving.version(), e.getMessage());
      return Optional.empty();
    }
  }

  private boolean isNews(ModelRelease release) {
    if (serving.sha256().equals(release.getBundleSha256())) {
      // Decided again, or taken back before it could serve.
      failed = Optional.empty();
      return false;
    }
    return !failed.equals(Optional.of(release)) || !clock.instant().isBefore(tryAgain);
  }

  private LoadedModel load(ModelRelease release, Instant begin)
      throws SwapFailedException, InterruptedException {
    try {
      return source.load(release);
    } catch (SwapFailedException e) {
      ended(release, begin, e.outcome(), e.getMessage());
      failed = Optional.of(release);
      tryAgain = e.isPassing() ? clock.instant().plus(TRY_AGAIN_AFTER) : Instant.MAX;
      throw e;
    }
  }

  private void ended(ModelRelease release, Instant begin, SwapOutcome outcome, String detail) {
    Instant now = clock.instant();
    metrics.modelSwapped(model, release.getVersion(), outcome);
    report.accept(
        ModelSwap.newBuilder()
            .setProcessor(processor)
            .setModelName(model)
            .setVersion(release.getVersion())
            .setBundleSha256(release.getBundleSha256())
            .setPreviousVersion(serving == null ? null : serving.version())
            .setOutcome(outcome)
            .setDetail(detail)
            .setTookMillis(Duration.between(begin, now).toMillis())
            .setSwappedAt(now.truncatedTo(ChronoUnit.MILLIS))
            .build());
  }
}
