package io.engram.processor.trace;

import io.engram.schemas.trace.KafkaSpans;
import io.engram.schemas.trace.TraceHeaders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/**
 * Follows images from their records to their results, as part of the traces that the records'
 * headers name. Spans and attributes are called as OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">conventions for Kafka</a>
 * have it; what they have no name for begins with {@code engram}. Thread-safe.
 */
public final class ImageTraces {
  private final Tracer tracer;
  private final TraceHeaders headers;

  /**
   * @param telemetry stays the caller's to close
   */
  public ImageTraces(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.engram.processor");
    this.headers = new TraceHeaders(telemetry.getPropagators().getTextMapPropagator());
  }

  /** Follows none; results have the headers of their records. */
  public static ImageTraces none() {
    return new ImageTraces(OpenTelemetry.noop());
  }

  /** Begins to follow the image of a record. */
  public ImageTrace begin(TopicPartition partition, long offset, Headers of) {
    Context parent = headers.read(of);
    TraceClock clock = TraceClock.begin();
    Span span =
        KafkaSpans.of(tracer, SpanKind.CONSUMER, "process", partition.topic())
            .setParent(parent)
            .setStartTimestamp(clock.start())
            .startSpan();
    if (span.isRecording()) {
      span.setAttribute(
              "messaging.destination.partition.id", Integer.toString(partition.partition()))
          .setAttribute("messaging.kafka.offset", offset);
    }
    return new ImageTrace(this, parent.with(span), span, clock);
  }

  void stage(Stage stage, Context of, Instant begin, Duration took) {
    tracer
        .spanBuilder(stage.word())
        .setParent(of)
        .setStartTimestamp(begin)
        .startSpan()
        .end(begin.plus(took));
  }

  void write(Context context, Headers into) {
    headers.write(context, into);
  }
}
