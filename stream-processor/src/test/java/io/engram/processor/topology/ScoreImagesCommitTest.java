package io.engram.processor.topology;

import static io.engram.processor.topology.Outcomes.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.processor.commit.WindowLimit;
import io.engram.processor.commit.Windows;
import io.engram.processor.pipeline.ImageRecord;
import io.engram.processor.pipeline.Outcome;
import io.engram.processor.trace.ImageTraces;
import io.engram.schemas.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** When the processor asks for commits, turn by turn. */
class ScoreImagesCommitTest {
  private final List<CompletableFuture<Outcome>> submitted = new ArrayList<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final Windows windows = new Windows(new WindowLimit(100, 1_000_000), nanoTime::get);

  /** A processor on its own, whose turns the test takes. */
  private final class Alone {
    private final MockProcessorContext<byte[], SpecificRecord> context;
    private final ScoreImages processor =
        new ScoreImages(ScoreImagesCommitTest.this::submit, windows, ImageTraces.none());
    private final int partition;
    private long offset;

    Alone(int partition) {
      this.partition = partition;
      context = new MockProcessorContext<>(new Properties(), new TaskId(0, partition), null);
      processor.init(context);
    }

    void process() {
      context.setRecordMetadata(Topic.IMAGE_EVENTS.topicName(), partition, offset++);
      processor.process(new Record<>(null, new byte[] {1}, 0));
    }

    void turn() {
      context.scheduledPunctuators().stream()
          .filter(punctuator -> !punctuator.cancelled())
          .forEach(punctuator -> punctuator.getPunctuator().punctuate(0));
    }

    boolean emits() {
      return context.scheduledPunctuators().stream().anyMatch(one -> !one.cancelled());
    }
  }

  private CompletableFuture<Outcome> submit(ImageRecord image) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    submitted.add(outcome);
    return outcome;
  }

  private void finish(int image) {
    submitted.get(image).complete(scored("a"));
  }

  @Test
  void shouldAskForACommitOnceNothingIsInFlight() {
    var alone = new Alone(0);
    alone.process();
    alone.process();
    alone.turn();

    finish(0);
    alone.turn();
    assertThat(alone.context.forwarded()).hasSize(2);
    assertThat(alone.context.committed()).isFalse();

    finish(1);
    alone.turn();
    assertThat(alone.context.forwarded()).hasSize(4);
    assertThat(alone.context.committed()).isTrue();
    assertThat(alone.emits()).isFalse();
  }

  /** Or a backlog that is scored as fast as it comes would have a transaction for each image. */
  @Test
  void shouldNotAskForACommitWhileImagesKeepComingUntilAnOutcomeHasWaited() {
    var alone = new Alone(0);
    for (int i = 0; i < 3; i++) {
      alone.process();
      finish(i);
      alone.turn();
      assertThat(alone.context.committed()).isFalse();
    }
    assertThat(alone.context.forwarded()).hasSize(6);

    nanoTime.addAndGet(10_000_000);
    alone.process();
    alone.turn();
    assertThat(alone.context.committed()).isTrue();
  }

  @Test
  void shouldAskForACommitOnceAnOutcomeHasWaitedForHalfOfWhatItTook() {
    var alone = new Alone(0);
    alone.process();
    alone.process();
    nanoTime.addAndGet(60_000_000);
    finish(0);
    alone.turn();

    nanoTime.addAndGet(30_000_000 - 1);
    alone.turn();
    assertThat(alone.context.committed()).isFalse();

    nanoTime.addAndGet(1);
    alone.turn();
    assertThat(alone.context.committed()).isTrue();
    assertThat(alone.emits()).isTrue();
  }

  @Test
  void shouldLeaveTheCommitToTheLastTaskOfItsThread() {
    var first = new Alone(0);
    var last = new Alone(1);
    first.process();
    last.process();
    first.turn();
    last.turn();

    finish(0);
    first.turn();
    assertThat(first.context.committed()).isFalse();
    assertThat(first.emits()).isFalse();

    finish(1);
    last.turn();
    assertThat(last.context.committed()).isTrue();
  }
}
