package io.engram.processor.pipeline;

import static io.engram.processor.pipeline.TestPipeline.heatmap;
import static io.engram.processor.pipeline.TestPipeline.model;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.processor.batch.FakeEngine;
import io.engram.processor.trial.Trial;
import io.engram.processor.trial.TrialShare;
import io.engram.schemas.VmsHeatmap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another model takes over while images are under way. */
class ModelChangeTest {
  private final FakeEngine old = new FakeEngine();
  private final FakeEngine fresh = new FakeEngine();
  private TestPipeline images;
  private ScoringPipeline pipeline;

  @BeforeEach
  void start() throws Exception {
    fresh.turns.release(100);
    images = new TestPipeline(old);
    pipeline = images.pipeline;
  }

  @AfterEach
  void stop() {
    old.turns.release(100);
    images.close();
  }

  @Test
  void shouldScoreWithTheOldModelWhatWasBegunAndWithTheNewWhatComes() throws Exception {
    CompletableFuture<Outcome> scoring = images.submit(1);
    old.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> waiting = images.submit(2);
    images.awaitRead();

    pipeline.serve(model("2", fresh));

    assertThat(heatmap(images.submit(3)).getModelVersion()).isEqualTo("2");
    assertThat(scoring).isNotDone();
    assertThat(waiting).isNotDone();
    old.turns.release(2);
    assertThat(heatmap(scoring).getModelVersion()).isEqualTo("1");
    assertThat(heatmap(waiting).getModelVersion()).isEqualTo("1");
    assertThat(old.batches).containsExactly(1, 1);
    assertThat(fresh.batches).containsExactly(1);
  }

  @Test
  void shouldCloseTheOldModelAfterItsLastImageOnly() throws Exception {
    CompletableFuture<Outcome> last = images.submit(1);
    old.entered.acquireUninterruptibly();

    pipeline.serve(model("2", fresh));
    assertThat(heatmap(images.submit(2)).getModelVersion()).isEqualTo("2");
    assertThat(old.closed.getCount()).isOne();
    assertThat(pipeline.openModels()).isEqualTo(2);

    old.turns.release();
    last.get(1, MINUTES);
    assertThat(old.closed.await(1, MINUTES)).isTrue();
    assertThat(fresh.closed.getCount()).isOne();
    pipeline.close();
    assertThat(fresh.closed.getCount()).isZero();
    assertThat(pipeline.openModels()).isZero();
  }

  @Test
  void shouldCloseAModelThatHasNothingToDoAtOnce() throws Exception {
    pipeline.serve(model("2", fresh));

    assertThat(old.closed.await(1, MINUTES)).isTrue();
  }

  @Test
  void shouldNotServeWhatTheOldModelMadeOfTheSameBytes() throws Exception {
    old.turns.release();
    heatmap(images.submit(1));

    pipeline.serve(model("2", fresh));

    VmsHeatmap again = heatmap(images.submit(1));
    assertThat(again.getCached()).isFalse();
    assertThat(again.getModelVersion()).isEqualTo("2");
    assertThat(heatmap(images.submit(1)).getCached()).isTrue();
  }

  @Test
  void shouldScoreEqualImagesOnceForEachModelThatTheyBeganWith() throws Exception {
    CompletableFuture<Outcome> first = images.submit(1);
    old.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> equal = images.submit(1);
    images.awaitRead();

    pipeline.serve(model("2", fresh));

    assertThat(heatmap(images.submit(1)).getModelVersion()).isEqualTo("2");
    old.turns.release();
    assertThat(heatmap(first).getModelVersion()).isEqualTo("1");
    assertThat(heatmap(equal).getModelVersion()).isEqualTo("1");
    assertThat(heatmap(equal).getCached()).isTrue();
    assertThat(old.batches).containsExactly(1);
    assertThat(fresh.batches).containsExactly(1);
  }

  @Test
  void shouldScoreItsShareWithTheModelOnTrialUntilThatEnds() throws Exception {
    old.turns.release(1000);
    fresh.turns.release(1000);
    pipeline.tryOut(model("2", fresh), Trial.canary(new TrialShare(0.3)));
    Map<Integer, String> during = new HashMap<>();
    for (int red = 0; red < 200; red++) {
      during.put(red, heatmap(images.submit(red)).getModelVersion());
    }
    assertThat(during.values().stream().filter("2"::equals).count()).isBetween(35L, 85L);

    FakeEngine next = new FakeEngine();
    next.turns.release(1000);
    pipeline.tryOut(model("3", next), Trial.canary(new TrialShare(0.3)));
    assertThat(fresh.closed.await(1, MINUTES)).isTrue();
    for (int red = 0; red < 200; red++) {
      boolean tried = heatmap(images.submit(red)).getModelVersion().equals("3");
      assertThat(tried).as("image %d", red).isEqualTo(during.get(red).equals("2"));
    }

    pipeline.endTrial();
    assertThat(next.closed.await(1, MINUTES)).isTrue();
    assertThat(heatmap(images.submit(1)).getModelVersion()).isEqualTo("1");
    assertThat(old.closed.getCount()).isOne();
  }

  @Test
  void shouldCloseModelsThatAreStillBusyWithThePipeline() throws Exception {
    images.submit(1);
    old.entered.acquireUninterruptibly();
    pipeline.serve(model("2", fresh));
    old.turns.release();

    pipeline.close();

    assertThat(old.closed.getCount()).isZero();
    assertThat(fresh.closed.getCount()).isZero();
  }
}
