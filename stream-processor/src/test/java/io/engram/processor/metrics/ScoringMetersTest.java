package io.engram.processor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.processor.lane.Lane;
import io.engram.schemas.DriftFeature;
import io.engram.schemas.FailureReason;
import io.engram.schemas.SwapOutcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScoringMetersTest {
  private static final Path DOCUMENT = Path.of("../docs/metrics.md");

  /** A processor with much to do. */
  private static final class Busy implements InFlight {
    @Override
    public int images(Lane lane) {
      return lane == Lane.INTERACTIVE ? 3 : 40;
    }

    @Override
    public Duration oldest() {
      return Duration.ofMillis(1_500);
    }

    @Override
    public int waitingForReader() {
      return 20;
    }

    @Override
    public int waitingForBatch() {
      return 10;
    }

    @Override
    public int fullWindows() {
      return 2;
    }
  }

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScoringMeters meters = new ScoringMeters(registry);

  private void useAll() {
    meters.imageAdmitted();
    meters.imageScored(Duration.ofMillis(4), Duration.ofMillis(2), Duration.ofMillis(1), false);
    meters.imageScored(Duration.ZERO, Duration.ZERO, Duration.ofMillis(1), true);
    meters.watch(new Busy());
    meters.imageWaitedFor(Lane.INTERACTIVE, Duration.ofMillis(80));
    meters.imageFailed(FailureReason.CORRUPT_IMAGE);
    meters.batchScored(8, Duration.ofMillis(32));
    meters.modelServes("tiny", "1");
    meters.modelSwapped("tiny", "2", SwapOutcome.ENGINE_FAILED);
    meters.driftMeasured("tiny", "1", DriftFeature.SCORE, 0.3, true);
  }

  @Test
  void shouldCountWhatIsTold() {
    useAll();

    assertThat(registry.get("engram.images.admitted").counter().count()).isEqualTo(1);
    assertThat(registry.get("engram.images.scored").tag("cached", "true").counter().count())
        .isEqualTo(1);
    assertThat(
            registry.get("engram.images.failed").tag("reason", "corrupt_image").counter().count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("engram.image.stage")
                .tag("stage", "decode")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(4);
    assertThat(registry.get("engram.batch.images").summary().totalAmount()).isEqualTo(8);
    assertThat(
            registry
                .get("engram.model.swaps")
                .tags("version", "2", "outcome", "engine_failed")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("engram.image.latency")
                .tag("lane", "interactive")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(80);
    assertThat(drift("1").value()).isEqualTo(0.3);
    assertThat(registry.get("engram.drift.drifting").gauge().value()).isEqualTo(1);
  }

  private Gauge drift(String version) {
    return registry.find("engram.drift.index").tag("version", version).gauge();
  }

  @Test
  void shouldAskForWhatIsUnderWayHoweverLongTheProcessorRuns() {
    meters.watch(new Busy());
    // Nobody else may hold what is asked.
    System.gc();

    assertThat(gauge("engram.images.inflight", "lane", "interactive")).isEqualTo(3);
    assertThat(gauge("engram.images.inflight", "lane", "bulk")).isEqualTo(40);
    assertThat(gauge("engram.queue.images", "for", "reader")).isEqualTo(20);
    assertThat(gauge("engram.queue.images", "for", "batch")).isEqualTo(10);
    assertThat(registry.get("engram.image.oldest").gauge().value()).isEqualTo(1.5);
    assertThat(registry.get("engram.windows.full").gauge().value()).isEqualTo(2);
  }

  private double gauge(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).gauge().value();
  }

  @Test
  void shouldHaveAZeroForEachReasonBeforeTheFirstFailure() {
    assertThat(registry.get("engram.images.failed").counters())
        .hasSize(FailureReason.values().length);
  }

  @Test
  void shouldForgetTheDriftOfModelsThatDoNotServe() {
    meters.modelServes("tiny", "1");
    meters.driftMeasured("tiny", "1", DriftFeature.SCORE, 0.1, false);
    assertThat(drift("1")).isNotNull();

    meters.modelServes("tiny", "2");
    meters.driftMeasured("tiny", "1", DriftFeature.SCORE, 0.1, false);

    assertThat(drift("1")).isNull();
    assertThat(registry.get("engram.model.serving").gauges())
        .singleElement()
        .extracting(gauge -> gauge.getId().getTag("version"))
        .isEqualTo("2");
  }

  @Test
  void shouldCountWhatTheDocumentLists() throws Exception {
    useAll();
    Set<String> listed = new TreeSet<>();
    Pattern.compile("\\| `(engram\\.[a-z.]+)`")
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(name -> name.group(1))
        .filter(name -> !name.matches("engram\\.(retrain|gpu)\\..*"))
        .forEach(listed::add);

    Set<String> counted = new TreeSet<>();
    registry.getMeters().forEach(meter -> counted.add(meter.getId().getName()));

    assertThat(counted).isEqualTo(listed);
  }

  @Test
  void shouldTellBoth() {
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    ScoringMetrics both = meters.and(new ScoringMeters(second));
    both.imageAdmitted();
    both.imageScored(Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
    both.watch(new Busy());
    both.imageWaitedFor(Lane.BULK, Duration.ZERO);
    both.imageFailed(FailureReason.UNKNOWN);
    both.batchScored(1, Duration.ZERO);
    both.modelServes("tiny", "1");
    both.modelSwapped("tiny", "1", SwapOutcome.SERVING);
    both.driftMeasured("tiny", "1", DriftFeature.SIZE, 1, false);

    for (SimpleMeterRegistry one : new SimpleMeterRegistry[] {registry, second}) {
      assertThat(one.get("engram.images.admitted").counter().count()).isEqualTo(1);
      assertThat(one.get("engram.images.scored").tag("cached", "false").counter().count())
          .isEqualTo(1);
      assertThat(one.get("engram.images.failed").tag("reason", "unknown").counter().count())
          .isEqualTo(1);
      assertThat(one.get("engram.windows.full").gauge().value()).isEqualTo(2);
      assertThat(one.get("engram.image.latency").tag("lane", "bulk").timer().count()).isEqualTo(1);
      assertThat(one.get("engram.batch.inference").timer().count()).isEqualTo(1);
      assertThat(one.get("engram.model.serving").gauges()).hasSize(1);
      assertThat(one.get("engram.model.swaps").counters()).hasSize(1);
      assertThat(one.get("engram.drift.index").gauges()).hasSize(1);
    }
  }
}
