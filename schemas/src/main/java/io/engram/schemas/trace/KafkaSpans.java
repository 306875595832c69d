package io.engram.schemas.trace;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;

/**
 * Spans of what is done with records, called as OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">conventions for Kafka</a>
 * have it.
 */
public final class KafkaSpans {
  private KafkaSpans() {}

  /**
   * A span to begin.
   *
   * @param operation {@code send} or {@code process}
   */
  public static SpanBuilder of(Tracer tracer, SpanKind kind, String operation, String topic) {
    return tracer
        .spanBuilder(operation + " " + topic)
        .setSpanKind(kind)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.type", operation)
        .setAttribute("messaging.operation.name", operation)
        .setAttribute("messaging.destination.name", topic);
  }
}
