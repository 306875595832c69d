package io.engram.trainer.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.ReleaseDecision;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RetrainMetersTest {
  private static final Path DOCUMENT = Path.of("../docs/metrics.md");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RetrainMeters meters = new RetrainMeters(registry);

  private double gauge(String name) {
    return registry.get("engram.retrain." + name).gauge().value();
  }

  @Test
  void shouldCountATrainingFromItsUpdateToItsDecision() {
    assertThat(gauge("gain")).isNaN();
    meters.updatesWaiting(2);
    meters.trainingStarted();
    meters.epochEnded(3, 30, 0.5);
    assertThat(gauge("waiting")).isEqualTo(2);
    assertThat(gauge("epoch")).isEqualTo(3);
    assertThat(gauge("epochs")).isEqualTo(30);
    assertThat(gauge("correlation")).isEqualTo(0.5);

    meters.decided(ReleaseDecision.PROMOTED, 0.02, Duration.ofMinutes(2));
    meters.refused();

    assertThat(gauge("gain")).isEqualTo(0.02);
    assertThat(registry.get("engram.retrain.decided").tag("decision", "promoted").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("engram.retrain.decided").tag("decision", "rejected").counter().count())
        .isZero();
    assertThat(registry.get("engram.retrain.duration").timer().totalTime(TimeUnit.MINUTES))
        .isEqualTo(2);
    assertThat(registry.get("engram.retrain.refused").counter().count()).isEqualTo(1);
  }

  @Test
  void shouldCountWhatTheDocumentLists() throws Exception {
    Set<String> listed = new TreeSet<>();
    Pattern.compile("\\| `(engram\\.retrain\\.[a-z.]+)`")
        .matcher(Files.readString(DOCUMENT))
        .results()
        .map(name -> name.group(1))
        .forEach(listed::add);

    Set<String> counted = new TreeSet<>();
    registry.getMeters().forEach(meter -> counted.add(meter.getId().getName()));

    assertThat(counted).isEqualTo(listed);
  }
}
