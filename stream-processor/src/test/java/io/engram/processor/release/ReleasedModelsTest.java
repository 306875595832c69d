package io.engram.processor.release;

import static io.engram.schemas.ReleaseDecision.CANARY;
import static io.engram.schemas.ReleaseDecision.PROMOTED;
import static io.engram.schemas.ReleaseDecision.SHADOW;
import static io.engram.schemas.ReleaseDecision.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.model.testing.TinyBundle;
import io.engram.processor.batch.BatchPolicy;
import io.engram.processor.metrics.ScoringMetrics;
import io.engram.processor.pipeline.LoadedModel;
import io.engram.processor.trial.Trial;
import io.engram.processor.trial.TrialShare;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ModelSwap;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.ShadowScore;
import io.engram.schemas.SwapOutcome;
import io.engram.schemas.TrialReport;
import io.engram.schemas.releases.Releases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens in which order, and what is tried again when. */
class ReleasedModelsTest {
  private final Releases releases = new Releases();
  private final List<String> events = new ArrayList<>();
  private final Map<String, SwapOutcome> broken = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private long offset;
  private boolean crowded;
  private Trial trial;
  private TrialReport reported;

  private final ReleasedModels models =
      new ReleasedModels(
          "tiny", "processor", this::load, new TestReports(), ScoringMetrics.NONE, new TestClock());

  private final ModelStage stage =
      new ModelStage() {
        @Override
        public void serve(LoadedModel model) {
          if (crowded) {
            throw new OutOfMemoryError("direct buffers");
          }
          events.add("serve " + model.manifest().version());
        }

        @Override
        public void tryOut(LoadedModel model, Trial started) {
          events.add("try " + model.manifest().version());
          trial = started;
        }

        @Override
        public void endTrial() {
          events.add("end trial");
        }
      };

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  private LoadedModel load(ModelRelease release) throws SwapFailedException {
    SwapOutcome failure = broken.get(release.getVersion());
    if (failure != null) {
      throw new SwapFailedException(failure, "broken", null);
    }
    return new LoadedModel(
        TinyBundle.draft(8, 8, "tiny", release.getVersion()),
        List.of(),
        new BatchPolicy(1, Duration.ZERO));
  }

  private final class TestReports implements ReleaseReports {
    @Override
    public void swapped(ModelSwap swap) {
      events.add(swap.getOutcome() + " " + swap.getVersion());
    }

    @Override
    public void tried(TrialReport report) {
      events.add("report of %d images".formatted(report.getImages()));
      reported = report;
    }

    @Override
    public void shadowed(ShadowScore score) {
      events.add("shadow's score " + score.getChampionScore());
    }
  }

  private void decide(ReleaseDecision decision, String version, String parent) {
    ModelRelease release =
        ModelRelease.newBuilder()
            .setModelName("tiny")
            .setVersion(version)
            .setParentVersion(parent)
            .setBundleUri("file:///models")
            .setBundleSha256(version.repeat(64))
            .setDecision(decision)
            .setShare(0.1)
            .setExplanation("")
            .setMetrics(Map.of())
            .setReleasedAt(Instant.ofEpochSecond(offset))
            .build();
    List<String> keys =
        switch (decision) {
          case PROMOTED -> List.of("tiny/" + version, "tiny");
          default -> List.of("tiny#trial");
        };
    keys.forEach(key -> releases.add(key, release, offset++));
  }

  private List<String> follow() throws Exception {
    events.clear();
    models.follow(releases, stage);
    return List.copyOf(events);
  }

  private void startWithFirst() throws Exception {
    decide(PROMOTED, "1", null);
    assertThat(models.first(releases)).isPresent();
  }

  @Test
  void shouldStartWithNothingWhereNothingWasReleased() throws Exception {
    assertThat(models.first(releases)).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void shouldServeEachReleaseOnce() throws Exception {
    startWithFirst();
    assertThat(follow()).isEmpty();
    decide(PROMOTED, "2", "1");

    assertThat(follow()).containsExactly("serve 2", "SERVING 2");
    assertThat(follow()).isEmpty();
  }

  @Test
  void shouldEndATrialBeforeItsModelIsLoadedToServe() throws Exception {
    startWithFirst();
    decide(CANARY, "2", "1");
    assertThat(follow()).containsExactly("try 2", "ON_TRIAL 2");
    assertThat(follow()).isEmpty();

    decide(PROMOTED, "2", "1");
    assertThat(follow()).containsExactly("end trial", "TRIAL_ENDED 2", "serve 2", "SERVING 2");
  }

  @Test
  void shouldTellWhatATrialShowsNowAndThenAndWhenItEnds() throws Exception {
    startWithFirst();
    decide(CANARY, "2", "1");
    assertThat(follow()).containsExactly("try 2", "ON_TRIAL 2");
    trial.challengerScored(0.5, Duration.ofMillis(4));
    trial.challengerScored(0.25, Duration.ofMillis(2));
    trial.championScored(1, Duration.ofMillis(1));
    trial.failed();
    assertThat(follow()).containsExactly("report of 2 images");
    assertThat(reported.getProcessor()).isEqualTo("processor");
    assertThat(reported.getBundleSha256()).isEqualTo("2".repeat(64));
    assertThat(reported.getChampionVersion()).isEqualTo("1");
    assertThat(reported.getScoreSum()).isEqualTo(0.75);
    assertThat(reported.getScoreSquares()).isEqualTo(0.3125);
    assertThat(reported.getInferenceMicros()).isEqualTo(6_000);
    assertThat(reported.getChampionImages()).isOne();
    assertThat(reported.getFailures()).isOne();

    trial.challengerScored(0.5, Duration.ZERO);
    now = now.plusSeconds(4);
    assertThat(follow()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(follow()).containsExactly("report of 3 images");
    now = now.plusSeconds(60);
    assertThat(follow()).isEmpty();

    trial.challengerScored(0.5, Duration.ZERO);
    decide(WITHDRAWN, "2", "1");
    assertThat(follow()).containsExactly("end trial", "report of 4 images", "TRIAL_ENDED 2");
  }

  @Test
  void shouldBeginATrialAnewWhereAnotherModelServesBesideIt() throws Exception {
    startWithFirst();
    broken.put("2", SwapOutcome.FETCH_FAILED);
    decide(PROMOTED, "2", "1");
    decide(CANARY, "3", "2");
    assertThat(follow()).containsExactly("FETCH_FAILED 2", "try 3", "ON_TRIAL 3");
    broken.clear();
    now = now.plusSeconds(30);

    assertThat(follow())
        .containsExactly(
            "serve 2", "SERVING 2", "end trial", "TRIAL_ENDED 3", "try 3", "ON_TRIAL 3");
    trial.championScored(0.5, Duration.ZERO);
    follow();
    assertThat(reported.getChampionVersion()).isEqualTo("2");
  }

  @Test
  void shouldServeOnWhereThereIsNoRoomForAnotherModel() throws Exception {
    startWithFirst();
    crowded = true;
    decide(PROMOTED, "2", "1");

    assertThat(follow()).containsExactly("ENGINE_FAILED 2");
    assertThat(follow()).isEmpty();
  }

  @Test
  void shouldTellTheRestOfATrialWhereTheProcessorStops() throws Exception {
    startWithFirst();
    decide(CANARY, "2", "1");
    follow();
    trial.challengerScored(0.5, Duration.ZERO);
    events.clear();

    models.stop();

    assertThat(events).containsExactly("report of 1 images");
  }

  @Test
  void shouldHaveAShadowBesideTheModelThatServes() throws Exception {
    startWithFirst();
    decide(SHADOW, "2", "1");
    follow();

    assertThat(trial.isShadow()).isTrue();
    assertThat(trial.share()).isEqualTo(new TrialShare(0.1));
  }

  @Test
  void shouldNotTryAgainWhatBrokeDownOnTrial() throws Exception {
    startWithFirst();
    decide(CANARY, "2", "1");
    follow();
    trial.brokeDown(new IllegalStateException("out of order"));

    assertThat(follow()).containsExactly("end trial", "ENGINE_FAILED 2");
    now = now.plus(Duration.ofDays(1));
    assertThat(follow()).isEmpty();
    decide(CANARY, "2", "1");
    assertThat(follow()).as("after another decision").containsExactly("try 2", "ON_TRIAL 2");
  }

  @Test
  void shouldEndATrialThatIsWithdrawn() throws Exception {
    startWithFirst();
    decide(CANARY, "2", "1");
    follow();
    decide(WITHDRAWN, "2", "1");

    assertThat(follow()).containsExactly("end trial", "TRIAL_ENDED 2");
    assertThat(follow()).isEmpty();
  }

  @Test
  void shouldTryAgainWhereTheStoreIsToBlameAndNotWhereTheModelIs() throws Exception {
    startWithFirst();
    broken.put("2", SwapOutcome.FETCH_FAILED);
    broken.put("3", SwapOutcome.ENGINE_FAILED);
    decide(PROMOTED, "2", "1");
    decide(CANARY, "3", "1");
    assertThat(follow()).containsExactly("FETCH_FAILED 2", "ENGINE_FAILED 3");
    now = now.plusSeconds(29);
    assertThat(follow()).isEmpty();

    now = now.plusSeconds(1);
    assertThat(follow()).containsExactly("FETCH_FAILED 2");
    broken.clear();
    now = now.plus(Duration.ofDays(1));
    assertThat(follow()).containsExactly("serve 2", "SERVING 2");
    decide(CANARY, "3", "2");
    assertThat(follow()).containsExactly("try 3", "ON_TRIAL 3");
  }

  @Test
  void shouldStartWithTheVersionBeforeAndNotLoadTheBrokenOneAgain() throws Exception {
    broken.put("2", SwapOutcome.ENGINE_FAILED);
    decide(PROMOTED, "1", null);
    decide(PROMOTED, "2", "1");

    assertThat(models.first(releases).orElseThrow().manifest().version()).isEqualTo("1");
    assertThat(events).containsExactly("ENGINE_FAILED 2", "SERVING 1");
    assertThat(follow()).isEmpty();
  }

  @Test
  void shouldNotStartWhereNothingReleasedCanServe() {
    broken.put("1", SwapOutcome.BUNDLE_INVALID);
    decide(PROMOTED, "1", null);

    assertThatThrownBy(() -> models.first(releases)).isInstanceOf(SwapFailedException.class);
  }
}
