package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.imaging.DecodedImage;
import io.engram.imaging.RgbImage;
import io.engram.model.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatcherTest {
  private final FakeEngine engine = new FakeEngine();
  private final Batcher batcher =
      new Batcher(engine, new FlushPolicy(4, Duration.ZERO), new Answers());

  /** Completes each image's outcome in a way that a test can tell. */
  private static final class Answers implements BatchListener {
    @Override
    public void scored(ScoredImage image) {
      image
          .pending()
          .outcome()
          .completeExceptionally(new Answer("scored " + (image.heatmap().trueSchema()[0] & 0xff)));
    }

    @Override
    public void batchScored(int size, Duration inference) {}

    @Override
    public void failed(PendingImage image, EngineException reason) {
      image.outcome().completeExceptionally(new Answer("failed"));
    }

    @Override
    public void broken(PendingImage image, Throwable reason) {
      image.outcome().completeExceptionally(new Answer("broken"));
    }
  }

  private static final class Answer extends Exception {
    private static final long serialVersionUID = 1L;

    Answer(String answer) {
      super(answer);
    }
  }

  @AfterEach
  void close() {
    engine.turns.release(1000);
    batcher.close();
  }

  private CompletableFuture<Outcome> add(int red) {
    return add(batcher, red);
  }

  private static CompletableFuture<Outcome> add(Batcher batcher, int red) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    RgbImage pixel = new RgbImage(1, 1, new byte[] {(byte) red, 0, 0});
    batcher.add(
        new PendingImage(
            new ImageRecord(new TopicPartition("t", 0), red, null, null),
            new ReadImage(
                "red " + red, null, Instant.EPOCH, "", new DecodedImage(pixel, 1, 1), List.of()),
            0,
            System.nanoTime(),
            outcome));
    return outcome;
  }

  private List<CompletableFuture<Outcome>> addAll(int... reds) {
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int red : reds) {
      outcomes.add(add(red));
    }
    return outcomes;
  }

  private static String answer(CompletableFuture<Outcome> outcome) {
    return outcome.handle((scored, e) -> e.getMessage()).join();
  }

  @Test
  void shouldScoreAllThatWaitAsOneBatchUpToTheLargestSize() {
    CompletableFuture<Outcome> first = add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<Outcome>> rest = addAll(2, 3, 4, 5, 6);
    engine.turns.release(3);

    assertThat(answer(first)).isEqualTo("scored 1");
    assertThat(rest.stream().map(BatcherTest::answer))
        .containsExactly("scored 2", "scored 3", "scored 4", "scored 5", "scored 6");
    assertThat(engine.batches).containsExactly(1, 4, 1);
  }

  @Test
  void shouldScoreTheNeighboursOfAnImageThatTheEngineRefuses() {
    add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<Outcome>> batch = addAll(2, FakeEngine.REFUSED, 3);
    engine.turns.release(5);

    assertThat(batch.stream().map(BatcherTest::answer))
        .containsExactly("scored 2", "failed", "scored 3");
    assertThat(engine.batches).containsExactly(1, 3, 1, 1, 1);
  }

  @Test
  void shouldTellTheWholeBatchWhenTheEngineBreaksAfterARefusal() {
    add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<Outcome>> batch = addAll(FakeEngine.REFUSED, FakeEngine.BREAKS, 3);
    engine.turns.release(4);

    assertThat(batch.stream().map(BatcherTest::answer)).containsOnly("broken");
  }

  @Test
  void shouldScoreTheNeighboursOfAnImageWhoseHeatmapHasNoNumbers() {
    add(1);
    engine.entered.acquireUninterruptibly();
    List<CompletableFuture<Outcome>> batch = addAll(2, FakeEngine.NO_NUMBER, 3);
    engine.turns.release(2);

    assertThat(batch.stream().map(BatcherTest::answer))
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
    add(2).cancel(false);
    CompletableFuture<Outcome> wanted = add(3);
    engine.turns.release(2);

    assertThat(answer(wanted)).isEqualTo("scored 3");
    assertThat(engine.batches).containsExactly(1, 1);
  }

  @Test
  void shouldTellEveryImageThatTheEngineIsBroken() {
    CompletableFuture<Outcome> breaks = add(FakeEngine.BREAKS);
    engine.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> waits = add(2);
    engine.turns.release(1);

    assertThat(answer(breaks)).isEqualTo("broken");
    assertThat(answer(waits)).isEqualTo("broken");
    assertThat(answer(add(3))).isEqualTo("broken");
  }

  @Test
  void shouldTellAnImageThatWaitsForCompanyWhenItIsClosed() {
    try (Batcher patient =
        new Batcher(engine, new FlushPolicy(2, Duration.ofHours(1)), new Answers())) {
      List<CompletableFuture<Outcome>> full = List.of(add(patient, 1), add(patient, 2));
      engine.entered.acquireUninterruptibly();
      CompletableFuture<Outcome> alone = add(patient, 3);
      engine.turns.release(1);
      full.forEach(BatcherTest::answer);
      patient.close();

      assertThat(alone).isCompletedExceptionally();
    }
  }

  @Test
  void shouldTellImagesThatWaitWhenItIsClosed() {
    CompletableFuture<Outcome> running = add(1);
    engine.entered.acquireUninterruptibly();
    CompletableFuture<Outcome> waits = add(2);
    engine.turns.release(2);
    batcher.close();

    assertThat(answer(running)).isEqualTo("scored 1");
    assertThat(answer(waits)).isIn("scored 2", "broken");
    assertThatThrownBy(add(3)::join).hasRootCauseMessage("broken");
  }
}
