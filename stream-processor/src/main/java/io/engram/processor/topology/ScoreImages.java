package io.engram.processor.topology;

import static io.engram.schemas.topics.Topic.IMAGE_EVENTS;
import static io.engram.schemas.topics.Topic.INTERACTIVE_IMAGE_EVENTS;

import io.engram.processor.commit.Window;
import io.engram.processor.commit.Windows;
import io.engram.processor.pipeline.ImageRecord;
import io.engram.processor.pipeline.Outcome;
import io.engram.processor.pipeline.Scorer;
import io.engram.processor.trace.ImageTrace;
import io.engram.processor.trace.ImageTraces;
import io.engram.schemas.topics.Topic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Hands images to the scorer and emits their outcomes in arrival order per partition. Never waits:
 * outcomes that are ready are emitted whenever the stream thread passes by.
 *
 * <p>When its thread has nothing left in flight, or an outcome has waited long enough, it asks for
 * a commit, which is one for all tasks of the thread. Under exactly-once nobody sees an outcome
 * before; under at-least-once it sends what the producer would let linger.
 */
final class ScoreImages implements Processor<byte[], byte[], byte[], SpecificRecord> {
  /** Wall-clock punctuation runs at most once per turn of the stream thread. */
  private static final Duration EVERY_TURN = Duration.ofMillis(1);

  /** What a header takes beside its name and value, at most: their lengths. */
  private static final int HEADER_FRAME_BYTES = 10;

  private record InFlight(
      Record<byte[], byte[]> source, ImageTrace trace, CompletableFuture<Outcome> outcome) {}

  private final Scorer scorer;
  private final Windows windows;
  private final ImageTraces traces;
  private ProcessorContext<byte[], SpecificRecord> context;

  /** By topic; interactive images are emitted first. */
  private final Map<String, Window<InFlight>> windowOf = new LinkedHashMap<>();

  private Cancellable emission;

  ScoreImages(Scorer scorer, Windows windows, ImageTraces traces) {
    this.scorer = scorer;
    this.windows = windows;
    this.traces = traces;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    this.context = context;
    int partition = context.taskId().partition();
    for (Topic topic : List.of(INTERACTIVE_IMAGE_EVENTS, IMAGE_EVENTS)) {
      windowOf.put(
          topic.topicName(), windows.open(new TopicPartition(topic.topicName(), partition)));
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    // First, because Kafka Streams gives a record again whose processing threw a time-out.
    emitFinished();
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    TopicPartition partition = new TopicPartition(metadata.topic(), metadata.partition());
    ImageTrace trace = traces.begin(partition, metadata.offset(), record.headers());
    ImageRecord image =
        new ImageRecord(partition, metadata.offset(), record.key(), record.value(), trace);
    // The window must not hold the image's bytes for longer than the scorer needs them.
    InFlight inFlight =
        new InFlight(bounded(record.withValue(null), trace), trace, scorer.submit(image));
    windowOf.get(metadata.topic()).admit(metadata.offset(), scorer.bytes(image), inFlight);
    if (emission == null) {
      emission =
          context.schedule(EVERY_TURN, PunctuationType.WALL_CLOCK_TIME, timestamp -> takeTurn());
    }
  }

  private void takeTurn() {
    emitFinished();
    boolean moreMayCome = false;
    for (Window<InFlight> window : windowOf.values()) {
      moreMayCome |= window.endTurn();
    }
    boolean allEmitted = windowOf.values().stream().allMatch(Window::isEmpty);
    if (allEmitted && !windows.thisThreadIsDone()) {
      // The last of the thread's tasks asks for all of them.
      stopEmission();
    } else if (allEmitted && !moreMayCome) {
      context.commit();
      stopEmission();
    } else if (windows.isCommitDueToThisThread()) {
      context.commit();
    }
  }

  private void emitFinished() {
    windowOf.values().forEach(this::emitFinished);
  }

  private void emitFinished(Window<InFlight> window) {
    for (InFlight next = window.oldest();
        next != null && next.outcome.isDone();
        next = window.oldest()) {
      emit(next.source, outcomeOf(next));
      window.removeOldest();
      next.trace.emitted();
    }
  }

  /** An idle task that punctuates would wake its thread every turn. */
  private void stopEmission() {
    windowOf.values().forEach(Window::rest);
    if (emission != null) {
      emission.cancel();
      emission = null;
    }
  }

  private static Outcome outcomeOf(InFlight image) {
    try {
      return image.outcome.join();
    } catch (CompletionException e) {
      throw new StreamsException("The scorer is broken: " + e.getCause(), e.getCause());
    }
  }

  /**
   * A key or headers that no result topic could take would stop the stream, here and wherever it
   * restarts.
   */
  private static Record<byte[], byte[]> bounded(Record<byte[], byte[]> source, ImageTrace trace) {
    boolean keyFits = source.key() == null || source.key().length <= Outcome.MAX_KEY_BYTES;
    Record<byte[], byte[]> withKey = keyFits ? source : source.withKey(null);
    Headers headers = trace.headers(source.headers());
    return withKey.withHeaders(fits(headers) ? headers : ofTraceAlone(trace));
  }

  /** Sized by whoever sent the image, so it may be too large as well. */
  private static Headers ofTraceAlone(ImageTrace trace) {
    Headers headers = trace.headers(new RecordHeaders());
    return fits(headers) ? headers : new RecordHeaders();
  }

  private static boolean fits(Headers headers) {
    return bytes(headers) <= Outcome.MAX_HEADER_BYTES;
  }

  private static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      long value = header.value() == null ? 0 : header.value().length;
      bytes += HEADER_FRAME_BYTES + Utils.utf8Length(header.key()) + value;
    }
    return bytes;
  }

  private void emit(Record<byte[], byte[]> source, Outcome outcome) {
    if (outcome instanceof Outcome.Scored scored) {
      context.forward(source.withValue(scored.heatmap()), ScoringTopology.HEATMAPS);
      context.forward(source.withValue(scored.score()), ScoringTopology.SCORES);
    } else if (outcome instanceof Outcome.Rejected rejected) {
      context.forward(source.withValue(rejected.failure()), ScoringTopology.FAILURES);
    }
  }

  /** Gives up what is in flight: whoever owns the partition next reads it again. */
  @Override
  public void close() {
    stopEmission();
    windowOf.values().forEach(window -> window.abandon(ScoreImages::abandon));
  }

  private static void abandon(InFlight image) {
    image.outcome.cancel(false);
    image.trace.givenUp();
  }
}
