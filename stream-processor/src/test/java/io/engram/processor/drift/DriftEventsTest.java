package io.engram.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.testing.TinyBundle;
import io.engram.schemas.DriftFeature;
import io.engram.schemas.ModelDrift;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftEventsTest {
  private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05.678901Z");

  private static ModelDrift event(DriftFeature feature, double index, double mean) {
    FeatureDrift drift = new FeatureDrift(feature, index, 0.25, mean, 18, index <= 0.25);
    DriftWindow window = new DriftWindow(1000, BEGAN, BEGAN.plusSeconds(9), List.of(drift));
    return new DriftEvents("here", TinyBundle.draft(8, 8, "tiny", "2")).event(window, drift);
  }

  @Test
  void shouldSayWhatTheWindowSays() {
    ModelDrift event = event(DriftFeature.SIZE, 0.5, 16);

    assertThat(event.getProcessor()).isEqualTo("here");
    assertThat(event.getModelName()).isEqualTo("tiny");
    assertThat(event.getModelVersion()).isEqualTo("2");
    assertThat(event.getDrifting()).isTrue();
    assertThat(event.getStabilityIndex()).isEqualTo(0.5);
    assertThat(event.getLimit()).isEqualTo(0.25);
    assertThat(event.getImages()).isEqualTo(1000);
    assertThat(event.getMean()).isEqualTo(16);
    assertThat(event.getReferenceMean()).isEqualTo(18);
    assertThat(event.getWindowBegan()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(event.getWindowEnded()).isEqualTo(Instant.parse("2026-01-02T03:04:14.678Z"));
    assertThat(event.getDetail())
        .contains("a typical one has 65,536 pixels, where the reference has 262,144")
        .contains("engram data publish");
  }

  @Test
  void shouldSayWhatEachFeatureMayMean() {
    assertThat(event(DriftFeature.SCORE, 0.5, 0.321).getDetail())
        .contains("average 0.321, where the reference has 18.000")
        .contains("Look at some with their heatmaps");
    assertThat(event(DriftFeature.BRIGHTNESS, 0.5, 0.7).getDetail())
        .contains("mean luma is 0.700")
        .contains("inverted");
  }

  @Test
  void shouldSayThatADriftHasEnded() {
    ModelDrift event = event(DriftFeature.BRIGHTNESS, 0.1, 0.5);

    assertThat(event.getDrifting()).isFalse();
    assertThat(event.getDetail()).contains("again", "brightness", "Nothing needs to be done");
  }
}
