package io.engram.schemas.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final TraceHeaders trace = new TraceHeaders(W3CTraceContextPropagator.getInstance());
  private final RecordHeaders headers = new RecordHeaders();

  private static boolean isRoot(Context context) {
    return !Span.fromContext(context).getSpanContext().isValid();
  }

  @Test
  void shouldHandOnTheTraceThatItRead() {
    headers.add("traceparent", PARENT.getBytes(UTF_8));
    headers.add("tracestate", "vendor=1".getBytes(UTF_8));
    RecordHeaders next = new RecordHeaders();
    trace.write(trace.read(headers), next);

    assertThat(next).isEqualTo(headers);
  }

  @Test
  void shouldReplaceWhatTheHeadersSaid() {
    headers.add("traceparent", "of somebody else".getBytes(UTF_8));
    headers.add("traceparent", "of one more".getBytes(UTF_8));
    RecordHeaders from = new RecordHeaders();
    from.add("traceparent", PARENT.getBytes(UTF_8));
    trace.write(trace.read(from), headers);

    assertThat(headers).isEqualTo(from);
  }

  @Test
  void shouldBeginATraceWhereHeadersTellOfNone() {
    assertThat(isRoot(trace.read(headers))).isTrue();
    headers.add("traceparent", null);
    assertThat(isRoot(trace.read(headers))).isTrue();
    headers.add("traceparent", new byte[] {0, (byte) 0xff});
    assertThat(isRoot(trace.read(headers))).isTrue();
  }

  @Test
  void shouldLeaveHeadersAloneWhereNothingIsFollowed() {
    headers.add("traceparent", PARENT.getBytes(UTF_8));
    TraceHeaders none = new TraceHeaders(TextMapPropagator.noop());
    none.write(none.read(headers), headers);

    assertThat(headers.lastHeader("traceparent").value()).asString(UTF_8).isEqualTo(PARENT);
  }
}
