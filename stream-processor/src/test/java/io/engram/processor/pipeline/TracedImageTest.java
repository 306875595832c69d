package io.engram.processor.pipeline;

import static io.engram.processor.pipeline.TestPipeline.picture;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.processor.batch.FakeEngine;
import io.engram.processor.trace.ImageTrace;
import io.engram.processor.trace.ImageTraces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedImageTest {
  @RegisterExtension
  static final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

  private final FakeEngine engine = new FakeEngine();
  private final ImageTraces traces = new ImageTraces(telemetry.getOpenTelemetry());

  private Outcome outcome(TestPipeline pipeline, byte[] content) throws Exception {
    engine.turns.release();
    ImageTrace trace = traces.begin(TestPipeline.SOURCE, 7, new RecordHeaders());
    Outcome outcome = pipeline.submit(content, trace).get(1, MINUTES);
    trace.emitted();
    return outcome;
  }

  private static SpanData whole(List<SpanData> spans) {
    return spans.stream()
        .filter(span -> span.getName().equals("process image-events"))
        .findAny()
        .orElseThrow();
  }

  private static List<SpanData> stages(List<SpanData> spans) {
    return spans.stream()
        .filter(span -> span.getParentSpanId().equals(whole(spans).getSpanId()))
        .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
        .toList();
  }

  private static <T> T attribute(SpanData span, AttributeKey<T> key) {
    return span.getAttributes().get(key);
  }

  @Test
  void shouldHaveEachStageOfAnImageOneAfterTheOther() throws Exception {
    try (var pipeline = new TestPipeline(engine)) {
      outcome(pipeline, picture(1));
    }
    SpanData whole = whole(telemetry.getSpans());
    List<SpanData> stages = stages(telemetry.getSpans());

    assertThat(stages)
        .extracting(SpanData::getName)
        .containsExactly("queue", "load", "decode", "wait", "infer", "regions", "emit");
    assertThat(stages).isSortedAccordingTo(Comparator.comparing(SpanData::getEndEpochNanos));
    assertThat(stages)
        .allSatisfy(
            stage -> {
              assertThat(stage.getTraceId()).isEqualTo(whole.getTraceId());
              assertThat(stage.getStartEpochNanos())
                  .isGreaterThanOrEqualTo(whole.getStartEpochNanos());
              assertThat(stage.getEndEpochNanos()).isLessThanOrEqualTo(whole.getEndEpochNanos());
            });
    assertThat(attribute(whole, AttributeKey.longKey("messaging.kafka.offset"))).isEqualTo(7);
    assertThat(attribute(whole, AttributeKey.stringKey("engram.image.id"))).isEqualTo("image");
    assertThat(attribute(whole, AttributeKey.stringKey("engram.model.version"))).isEqualTo("1");
    assertThat(attribute(whole, AttributeKey.longKey("engram.batch.size"))).isEqualTo(1);
  }

  @Test
  void shouldHaveNoStagesOfWhatEqualBytesTook() throws Exception {
    try (var pipeline = new TestPipeline(engine)) {
      outcome(pipeline, picture(1));
      telemetry.clearSpans();
      outcome(pipeline, picture(1));
    }

    assertThat(stages(telemetry.getSpans()))
        .extracting(SpanData::getName)
        .containsExactly("queue", "load", "regions", "emit");
    assertThat(attribute(whole(telemetry.getSpans()), AttributeKey.longKey("engram.batch.size")))
        .isZero();
  }

  @Test
  void shouldSayWhyAnImageHasNoScore() throws Exception {
    try (var pipeline = new TestPipeline(engine)) {
      assertThat(outcome(pipeline, new byte[] {1})).isInstanceOf(Outcome.Rejected.class);
    }
    SpanData whole = whole(telemetry.getSpans());

    assertThat(whole.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(whole.getStatus().getDescription()).contains("image 'image'");
    assertThat(attribute(whole, AttributeKey.stringKey("error.type")))
        .isEqualTo("UNSUPPORTED_FORMAT");
    assertThat(stages(telemetry.getSpans())).extracting(SpanData::getName).containsExactly("emit");
  }
}
