package io.engram.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.console.CommandFailedException;
import io.engram.schemas.trace.TraceHeaders;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TracesTest {
  private static void span(OpenTelemetry telemetry, String name) {
    telemetry.getTracer("test").spanBuilder(name).startSpan().end();
  }

  @Test
  void shouldTellTheCollectorThatIsNamed() throws Exception {
    try (Collector collector = Collector.open()) {
      try (Traces traces = Traces.open("engram-test")) {
        span(traces.telemetry(), "send image-events");
      }

      assertThat(collector.services()).containsExactly("engram-test");
      assertThat(collector.spans()).extracting(Span::getName).containsExactly("send image-events");
    }
  }

  @Test
  void shouldPassTracesOnWhereNoCollectorIsNamed() throws Exception {
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        "traceparent",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            .getBytes(StandardCharsets.US_ASCII));
    RecordHeaders next = new RecordHeaders();
    try (Traces traces = Traces.open("engram-test")) {
      TraceHeaders trace =
          new TraceHeaders(traces.telemetry().getPropagators().getTextMapPropagator());
      trace.write(trace.read(headers), next);
    }

    assertThat(next).isEqualTo(headers);
  }

  @Test
  void shouldTakeAnEmptyNameForNone() throws Exception {
    System.setProperty("otel.exporter.otlp.endpoint", " ");
    try (Traces traces = Traces.open("engram-test")) {
      assertThat(traces.telemetry()).isNotInstanceOf(OpenTelemetrySdk.class);
    } finally {
      System.clearProperty("otel.exporter.otlp.endpoint");
    }
  }

  @Test
  void shouldNameWhatIsWrong() {
    System.setProperty("otel.traces.exporter", "nobody");
    try {
      assertThatThrownBy(() -> Traces.open("engram-test"))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContainingAll("otel.traces.exporter", "nobody", "OTEL_SDK_DISABLED");
    } finally {
      System.clearProperty("otel.traces.exporter");
    }
  }
}
