package io.engram.cli.submit;

import io.engram.schemas.topics.Topic;
import io.engram.schemas.trace.KafkaSpans;
import io.engram.schemas.trace.TraceHeaders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.apache.kafka.common.header.Headers;

/** Begins the traces of images that are submitted. */
final class SubmissionTraces {
  private final Tracer tracer;
  private final TraceHeaders headers;

  SubmissionTraces(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.engram.submit");
    this.headers = new TraceHeaders(telemetry.getPropagators().getTextMapPropagator());
  }

  /** A span that lasts until the broker has the image; its reader goes on from the headers. */
  Span begin(Topic topic, String imageId, Headers ofRecord) {
    Span span =
        KafkaSpans.of(tracer, SpanKind.PRODUCER, "send", topic.topicName())
            .setNoParent()
            .setAttribute("engram.image.id", imageId)
            .startSpan();
    headers.write(Context.root().with(span), ofRecord);
    return span;
  }
}
