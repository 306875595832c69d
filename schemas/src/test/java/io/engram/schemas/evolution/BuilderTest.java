package io.engram.schemas.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.ImageEvent;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Avro builds defaults by looking classes up, which it may refuse: see the package's story. */
class BuilderTest {
  @Test
  void shouldFillInWhatAnImageEventMayLeaveOut() {
    ImageEvent event =
        ImageEvent.newBuilder()
            .setImageId("poster.png")
            .setRegionsOfInterest(List.of())
            .setSubmittedAt(Instant.EPOCH)
            .build();
    assertThat(event.getContent()).isNull();
    assertThat(event.getReference()).isNull();
    assertThat(event.getCampaign()).isNull();
  }

  @Test
  void shouldFillInWhatAModelReleaseMayLeaveOut() {
    ModelRelease release =
        ModelRelease.newBuilder()
            .setModelName("light")
            .setVersion("2")
            .setBundleUri("file:/models/mobilenet")
            .setBundleSha256("0".repeat(64))
            .setDecision(ReleaseDecision.PROMOTED)
            .setExplanation("better")
            .setReleasedAt(Instant.EPOCH)
            .build();
    assertThat(release.getMetrics()).isEmpty();
    assertThat(release.getParentVersion()).isNull();
  }
}
