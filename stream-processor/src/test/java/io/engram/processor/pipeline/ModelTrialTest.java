package io.engram.processor.pipeline;

import static io.engram.processor.pipeline.TestPipeline.heatmap;
import static io.engram.processor.pipeline.TestPipeline.model;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.processor.batch.FakeEngine;
import io.engram.processor.trial.Trial;
import io.engram.processor.trial.TrialShare;
import io.engram.schemas.FailureReason;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.ShadowScore;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model on trial does to images, and what is seen of it. */
class ModelTrialTest {
  private static final TrialShare ALL = new TrialShare(1);

  private final FakeEngine champion = new FakeEngine();
  private final FakeEngine challenger = new FakeEngine();
  private final BlockingQueue<ShadowScore> shadows = new LinkedBlockingQueue<>();
  private TestPipeline images;

  @BeforeEach
  void start() throws Exception {
    champion.turns.release(1000);
    challenger.turns.release(1000);
    images = new TestPipeline(champion);
  }

  @AfterEach
  void stop() {
    challenger.turns.release(1000);
    images.close();
  }

  private Trial shadow() {
    Trial trial = Trial.shadow(ALL, shadows::add);
    images.pipeline.tryOut(model("2", challenger), trial);
    return trial;
  }

  private Trial canary() {
    Trial trial = Trial.canary(ALL);
    images.pipeline.tryOut(model("2", challenger), trial);
    return trial;
  }

  @Test
  void shouldScoreWithTheShadowAsWellAndTellWhatItMade() throws Exception {
    Trial trial = shadow();

    assertThat(heatmap(images.submit(51)).getModelVersion()).isEqualTo("1");

    ShadowScore shadow = shadows.poll(1, MINUTES);
    assertThat(shadow.getHeatmap().getModelVersion()).isEqualTo("2");
    assertThat(shadow.getHeatmap().getImageId()).isEqualTo("image");
    assertThat(shadow.getHeatmap().getScore()).isCloseTo(0.2, within(1e-9));
    assertThat(shadow.getChampionVersion()).isEqualTo("1");
    assertThat(shadow.getChampionScore()).isCloseTo(0.2, within(1e-9));
    assertThat(shadow.getScoreShift()).isZero();
    assertThat(shadow.getAgreement()).as("of maps of one cell").isNull();
    assertThat(trial.sums().challenger().images()).isOne();
    assertThat(trial.sums().champion().scores()).isCloseTo(0.2, within(1e-9));
    assertThat(trial.sums().compared()).isZero();
  }

  @Test
  void shouldCompareEqualImagesOnce() throws Exception {
    Trial trial = shadow();

    heatmap(images.submit(1));
    shadows.take();
    heatmap(images.submit(1));
    heatmap(images.submit(2));
    shadows.take();

    assertThat(trial.sums().challenger().images()).isEqualTo(2);
    assertThat(shadows).isEmpty();
  }

  @Test
  void shouldNotLetAnImageWaitForAShadow() throws Exception {
    challenger.turns.drainPermits();
    Trial trial = shadow();

    for (int red = 0; red < 100; red++) {
      assertThat(heatmap(images.submit(red)).getModelVersion()).isEqualTo("1");
    }
    images.awaitRead();

    assertThat(trial.sums().challenger().images()).isZero();
    assertThat(trial.sums().missed()).as("more than are kept in memory").isEqualTo(36);
  }

  @Test
  void shouldCountWhatOnlyTheShadowFailsOnAndGoOn() throws Exception {
    challenger.refuse(7);
    Trial trial = shadow();

    heatmap(images.submit(7));
    rejected(images.submit(FakeEngine.REFUSED));
    heatmap(images.submit(2));
    shadows.take();

    assertThat(trial.sums().failures()).isOne();
    assertThat(trial.breakdown()).isEmpty();
  }

  @Test
  void shouldNotBlameACanaryForWhatTheChampionFailsOnToo() throws Exception {
    Trial trial = canary();

    rejected(images.submit(FakeEngine.REFUSED));

    assertThat(trial.sums().failures()).isZero();
  }

  private static void rejected(CompletableFuture<Outcome> outcome) throws Exception {
    ScoringFailure failure = ((Outcome.Rejected) outcome.get(1, MINUTES)).failure();
    assertThat(failure.getReason()).isEqualTo(FailureReason.ENGINE_ERROR);
  }

  @Test
  void shouldHaveTheChampionScoreWhatACanaryFailsOn() throws Exception {
    challenger.refuse(7);
    Trial trial = canary();

    assertThat(heatmap(images.submit(6)).getModelVersion()).isEqualTo("2");
    assertThat(heatmap(images.submit(7)).getModelVersion()).isEqualTo("1");
    assertThat(heatmap(images.submit(8)).getModelVersion()).isEqualTo("2");

    assertThat(trial.sums().failures()).isOne();
    assertThat(trial.sums().challenger().images()).isEqualTo(2);
    assertThat(trial.sums().champion().images()).isOne();
  }

  @Test
  void shouldHaveTheChampionScoreAllImagesOnceACanaryBreaksDown() throws Exception {
    challenger.breakAt(7);
    Trial trial = canary();

    assertThat(heatmap(images.submit(6)).getModelVersion()).isEqualTo("2");
    assertThat(heatmap(images.submit(7)).getModelVersion()).isEqualTo("1");
    assertThat(heatmap(images.submit(8)).getModelVersion()).isEqualTo("1");
    assertThat(trial.breakdown()).isPresent();
    assertThat(challenger.entered.availablePermits()).as("images that it was given").isEqualTo(2);

    images.pipeline.endTrial();
    assertThat(challenger.closed.await(1, MINUTES)).isTrue();
    assertThat(heatmap(images.submit(9)).getModelVersion()).isEqualTo("1");
  }

  @Test
  void shouldGiveAShadowThatBrokeDownNoImages() throws Exception {
    challenger.breakAt(7);
    Trial trial = shadow();

    assertThat(heatmap(images.submit(7)).getModelVersion()).isEqualTo("1");
    // What breaks after the trial's end says nothing about its model.
    while (trial.breakdown().isEmpty()) {
      Thread.onSpinWait();
    }
    images.pipeline.endTrial();
    assertThat(challenger.closed.await(1, MINUTES)).isTrue();

    assertThat(challenger.entered.availablePermits()).as("images that it was given").isEqualTo(1);
    assertThat(heatmap(images.submit(8)).getModelVersion()).isEqualTo("1");
  }

  @Test
  void shouldNotWatchAModelOnTrialForDrift() throws Exception {
    Set<String> watched = ConcurrentHashMap.newKeySet();
    try (TestPipeline watching =
        new TestPipeline(champion, model -> image -> watched.add(model.version()))) {
      watching.pipeline.tryOut(model("2", challenger), Trial.canary(new TrialShare(0.5)));
      for (int red = 0; red < 20; red++) {
        heatmap(watching.submit(red));
      }
    }

    assertThat(watched).containsExactly("1");
  }

  @Test
  void shouldLeaveImagesBeyondItsShareAlone() throws Exception {
    Trial trial = Trial.shadow(new TrialShare(0.3), shadows::add);
    images.pipeline.tryOut(model("2", challenger), trial);

    for (int red = 0; red < 200; red++) {
      heatmap(images.submit(red));
    }
    images.pipeline.endTrial();
    assertThat(challenger.closed.await(1, MINUTES)).isTrue();

    assertThat(challenger.batches.size() + trial.sums().missed()).isBetween(35L, 85L);
  }
}
