package io.engram.processor.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * One image's way through the processor: a span, and a span in it for each stage. Where the image
 * is not followed, all of this does nothing. Points in time are those of {@link System#nanoTime}.
 * Goes from thread to thread with its image.
 */
public final class ImageTrace {
  /** Of an image that is not followed. */
  public static final ImageTrace NONE =
      new ImageTrace(
          ImageTraces.none(), Context.root(), Span.getInvalid(), new TraceClock(Instant.EPOCH, 0));

  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private final ImageTraces traces;
  private final Context context;
  private final Span span;
  private final TraceClock clock;
  private volatile Long decidedAt;

  ImageTrace(ImageTraces traces, Context context, Span span, TraceClock clock) {
    this.traces = traces;
    this.context = context;
    this.span = span;
    this.clock = clock;
  }

  /** The trace that the image belongs to, by which to find it: 32 hexadecimal digits. */
  public Optional<String> id() {
    return Optional.of(span.getSpanContext())
        .filter(SpanContext::isValid)
        .map(SpanContext::getTraceId);
  }

  /**
   * Says which image it is, once that is known.
   *
   * @param imageId of bounded length; null if it is not known
   */
  public void image(String imageId) {
    if (imageId != null) {
      span.setAttribute("engram.image.id", imageId);
    }
  }

  /** A reader has it. */
  public void queuedUntil(long begin) {
    took(Stage.QUEUE, clock.startNanos(), Duration.ofNanos(begin - clock.startNanos()));
  }

  /** It could not be read yet, for a reason that is not its own. */
  public void readAgain(String reason) {
    span.addEvent("read again", Attributes.of(REASON, reason));
  }

  /** A stage is over. */
  public void took(Stage stage, long begin, Duration time) {
    if (span.isRecording()) {
      traces.stage(stage, context, clock.at(begin), time);
    }
  }

  /**
   * The image was scored, and waits to be emitted.
   *
   * @param batchSize images in its batch; 0 if it took the score of equal bytes
   */
  public void scored(String model, String version, int batchSize) {
    span.setAttribute("engram.model.name", model)
        .setAttribute("engram.model.version", version)
        .setAttribute("engram.batch.size", batchSize);
    decidedAt = System.nanoTime();
  }

  /** The image has no score, and its failure waits to be emitted. */
  public void failed(String reason, String detail) {
    span.setAttribute("error.type", reason).setStatus(StatusCode.ERROR, detail);
    decidedAt = System.nanoTime();
  }

  /** Headers for the image's results, by which their readers go on with the trace. */
  public Headers headers(Headers ofRecord) {
    Headers headers = new RecordHeaders(ofRecord);
    traces.write(context, headers);
    return headers;
  }

  /** The image's results are on their way: this ends its trace here. */
  public void emitted() {
    long now = System.nanoTime();
    Long from = decidedAt;
    if (from != null) {
      took(Stage.EMIT, from, Duration.ofNanos(now - from));
    }
    span.end(clock.at(now));
  }

  /** Somebody else has the image's partition now, and begins anew. */
  public void givenUp() {
    span.addEvent("partition given up");
    span.end();
  }
}
