package io.engram.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.imaging.RgbImage;
import io.engram.model.engine.EngineException;
import io.engram.model.engine.InferenceEngine;
import io.engram.processor.lane.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchersTest {
  private final FakeEngine engine = new FakeEngine();
  private final Batchers batchers = start(new BatchPolicy(4, Duration.ZERO), engine);

  private static Batchers start(BatchPolicy policy, InferenceEngine... engines) {
    return Batchers.start(List.of(engines), policy, (size, inference) -> {});
  }

  @AfterEach
  void close() {
    engine.turns.release(1000);
    batchers.close();
  }

  private CompletableFuture<BatchScore> add(int red) {
    return add(batchers, Lane.BULK, red);
  }

  private static CompletableFuture<BatchScore> add(Batchers batchers, Lane lane, int red) {
    return batchers.score(pixel(red), lane, () -> true);
  }

  private static RgbImage pixel(int red) {
    return new RgbImage(1, 1, new byte[] {(byte) red, 0, 0});
  }

  private List<CompletableFuture<BatchScore>> addAll(int... reds) {
    List<CompletableFuture<BatchScore>> scores = new ArrayList<>();
    for (int red : reds) {
      scores.add(add(red));
    }
    return scores;
  }

  /** What became of an image, in a word. */
  private static String answer(CompletableFuture<BatchScore> score) {
    return score.handle(BatchersTest::answer).join();
  }

  private static String answer(BatchScore score, Throwable failure) {
    if (failure == null) {
      return "scored " + (score.heatmap().trueSchema()[0] & 0xff);
    }
    if (failure instanceof CancellationException) {
      return "unwanted";
    }
    return failure instanceof EngineException ? "failed" : "broken";
  }

  @Test
  void shouldScoreAllThatWaitAsOneBatchUpToTheLargestSize() {
    CompletableFuture<BatchScore> first = add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<BatchScore>> rest = addAll(2, 3, 4, 5, 6);
    engine.turns.release(3);

    assertThat(answer(first)).isEqualTo("scored 1");
    assertThat(rest.stream().map(BatchersTest::answer))
        .containsExactly("scored 2", "scored 3", "scored 4", "scored 5", "scored 6");
    assertThat(engine.batches).containsExactly(1, 4, 1);
  }

  @Test
  void shouldTellWhatWaitsAndHowLongAnEngineIsBusy() {
    assertThat(batchers.longestRunning()).isZero();
    CompletableFuture<BatchScore> first = add(1);
    engine.entered.acquireUninterruptibly();
    addAll(2, 3);

    assertThat(batchers.longestRunning()).isPositive();
    assertThat(batchers.waiting()).isEqualTo(2);
    assertThat(first).isNotDone();
  }

  @Test
  void shouldScoreTheNeighboursOfAnImageThatTheEngineRefuses() {
    add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<BatchScore>> batch = addAll(2, FakeEngine.REFUSED, 3);
    engine.turns.release(5);

    assertThat(batch.stream().map(BatchersTest::answer))
        .containsExactly("scored 2", "failed", "scored 3");
    assertThat(engine.batches).containsExactly(1, 3, 1, 1, 1);
  }

  @Test
  void shouldTellTheWholeBatchWhenTheEngineBreaksAfterARefusal() {
    add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<BatchScore>> batch = addAll(FakeEngine.REFUSED, FakeEngine.BREAKS, 3);
    engine.turns.release(4);

    assertThat(batch.stream().map(BatchersTest::answer)).containsOnly("broken");
  }

  @Test
  void shouldScoreTheNeighboursOfAnImageWhoseHeatmapHasNoNumbers() {
    add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<BatchScore>> batch = addAll(2, FakeEngine.NO_NUMBER, 3);
    engine.turns.release(2);

    assertThat(batch.stream().map(BatchersTest::answer))
        .containsExactly("scored 2", "failed", "scored 3");
    assertThat(engine.batches).containsExactly(1, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {FakeEngine.REFUSED, FakeEngine.NO_NUMBER})
  void shouldGoOnWhenAnEngineThatScoredNoImageOfABatchScoresNoise(int bad) {
    engine.turns.release(100);

    assertThat(answer(add(bad))).isEqualTo("failed");
    assertThat(answer(add(1))).isEqualTo("scored 1");
  }

  @Test
  void shouldTakeAnEngineThatScoresNoNoiseEitherForBroken() {
    engine.dead = true;
    engine.turns.release(100);

    assertThat(answer(add(1))).isEqualTo("broken");
    assertThat(answer(add(2))).isEqualTo("broken");
  }

  @Test
  void shouldNotScoreImagesThatNobodyWaitsFor() {
    add(1);
    engine.entered.acquireUninterruptibly();
    CompletableFuture<BatchScore> unwanted = batchers.score(pixel(2), Lane.BULK, () -> false);
    CompletableFuture<BatchScore> wanted = add(3);
    engine.turns.release(2);

    assertThat(answer(wanted)).isEqualTo("scored 3");
    assertThat(answer(unwanted)).isEqualTo("unwanted");
    assertThat(engine.batches).containsExactly(1, 1);
  }

  @Test
  void shouldHalveABatchThatNeedsTooMuchMemoryAndMakeNoneOfItsSizeAgain() {
    engine.memory = 2;
    add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<BatchScore>> first = addAll(2, 3, 4, 5);
    engine.turns.release(2);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<BatchScore>> second = addAll(6, 7, 8, 9);
    engine.turns.release(100);

    assertThat(first.stream().map(BatchersTest::answer))
        .containsExactly("scored 2", "scored 3", "scored 4", "scored 5");
    assertThat(second.stream().map(BatchersTest::answer))
        .containsExactly("scored 6", "scored 7", "scored 8", "scored 9");
    assertThat(engine.batches).containsExactly(1, 4, 2, 2, 2, 2);
  }

  @Test
  void shouldKeepToSizesThatTheEngineKnowsWhenMemoryRunsOut() {
    FakeEngine small = new FakeEngine();
    small.memory = 4;
    BatchPolicy policy = new BatchPolicy(8, Duration.ZERO, List.of(1, 4, 8));
    try (Batchers bucketed = start(policy, small)) {
      add(bucketed, Lane.BULK, 1);
      small.entered.acquireUninterruptibly();
      List<CompletableFuture<BatchScore>> five = new ArrayList<>();
      for (int red = 2; red < 7; red++) {
        five.add(add(bucketed, Lane.BULK, red));
      }
      small.turns.release(100);

      assertThat(five.stream().map(BatchersTest::answer))
          .containsExactly("scored 2", "scored 3", "scored 4", "scored 5", "scored 6");
      assertThat(small.batches).containsExactly(1, 8, 4, 1);
    }
  }

  @Test
  void shouldBreakRatherThanFailAnImageForWhichThereIsNoMemory() {
    engine.memory = 0;
    engine.turns.release(100);

    assertThat(answer(add(1))).isEqualTo("broken");
  }

  @Test
  void shouldScoreInteractiveImagesBeforeBulkThatWaitsLonger() {
    add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<BatchScore>> bulk = addAll(2, 3, 4, 5);
    CompletableFuture<BatchScore> interactive = add(batchers, Lane.INTERACTIVE, 6);
    engine.turns.release(2);

    assertThat(answer(interactive)).isEqualTo("scored 6");
    assertThat(bulk.get(3)).isNotDone();
  }

  @Test
  void shouldPadABatchToASizeThatTheEngineKnows() {
    FakeEngine fixed = new FakeEngine();
    try (Batchers padded = start(new BatchPolicy(4, Duration.ZERO, List.of(1, 4)), fixed)) {
      add(padded, Lane.BULK, 1);
      fixed.entered.acquireUninterruptibly();
      CompletableFuture<BatchScore> one = add(padded, Lane.BULK, 2);
      CompletableFuture<BatchScore> other = add(padded, Lane.BULK, 3);
      fixed.turns.release(2);

      assertThat(answer(one)).isEqualTo("scored 2");
      assertThat(answer(other)).isEqualTo("scored 3");
      assertThat(other.join().batchSize()).isEqualTo(2);
      assertThat(fixed.batches).containsExactly(1, 4);
    }
  }

  @Test
  void shouldKeepEveryEngineBusy() {
    FakeEngine other = new FakeEngine();
    try (Batchers both = start(new BatchPolicy(1, Duration.ZERO), engine, other)) {
      CompletableFuture<BatchScore> one = add(both, Lane.BULK, 1);
      CompletableFuture<BatchScore> two = add(both, Lane.BULK, 2);
      engine.entered.acquireUninterruptibly();
      other.entered.acquireUninterruptibly();
      engine.turns.release();
      other.turns.release();

      assertThat(answer(one)).isEqualTo("scored 1");
      assertThat(answer(two)).isEqualTo("scored 2");
    }
  }

  @Test
  void shouldTellEveryImageThatTheEngineIsBroken() {
    CompletableFuture<BatchScore> breaks = add(FakeEngine.BREAKS);
    engine.entered.acquireUninterruptibly();
    CompletableFuture<BatchScore> waits = add(2);
    engine.turns.release(1);

    assertThat(answer(breaks)).isEqualTo("broken");
    assertThat(answer(waits)).isEqualTo("broken");
    assertThat(answer(add(3))).isEqualTo("broken");
  }

  @Test
  void shouldTellAnImageThatWaitsForCompanyWhenItIsClosed() {
    FakeEngine free = new FakeEngine();
    free.turns.release(100);
    Batchers patient = start(new BatchPolicy(2, Duration.ofHours(1)), free);
    List.of(add(patient, Lane.BULK, 1), add(patient, Lane.BULK, 2)).forEach(BatchersTest::answer);
    CompletableFuture<BatchScore> alone = add(patient, Lane.BULK, 3);
    patient.close();

    assertThat(answer(alone)).isEqualTo("broken");
  }

  @Test
  void shouldTellImagesThatWaitWhenItIsClosed() {
    CompletableFuture<BatchScore> running = add(1);
    engine.entered.acquireUninterruptibly();
    CompletableFuture<BatchScore> waits = add(2);
    engine.turns.release(2);
    batchers.close();

    assertThat(answer(running)).isEqualTo("scored 1");
    assertThat(answer(waits)).isIn("scored 2", "broken");
    assertThat(answer(add(3))).isEqualTo("broken");
  }
}
