package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.Bounds;
import io.engram.schemas.ImageEvent;
import io.engram.schemas.ImageReference;
import io.engram.schemas.RegionOfInterest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventLimitsTest {
  private static RegionOfInterest region(String name) {
    return new RegionOfInterest(name, new Bounds(0.0, 0.0, 1.0, 1.0));
  }

  private static ImageEvent event(
      String imageId, String campaign, String uri, List<RegionOfInterest> regions) {
    return ImageEvent.newBuilder()
        .setImageId(imageId)
        .setCampaign(campaign)
        .setReference(uri == null ? null : new ImageReference(uri, null))
        .setRegionsOfInterest(regions)
        .setSubmittedAt(Instant.EPOCH)
        .build();
  }

  private static void shouldReject(ImageEvent event, String what) {
    assertThat(EventLimits.breach(event))
        .hasValueSatisfying(
            breach -> {
              assertThat(breach.detail()).contains(what);
              assertThat(breach.remedy()).isNotBlank();
            });
  }

  @Test
  void shouldAllowOrdinaryEvents() {
    assertThat(
            EventLimits.breach(
                event("cat", "summer", "file:///cat", List.of(region("a"), region("b")))))
        .isEmpty();
  }

  @Test
  void shouldRejectWhatWouldNotFitIntoAResult() {
    shouldReject(event("x".repeat(1025), null, null, List.of()), "imageId has 1,025 characters");
    shouldReject(event("cat", "x".repeat(1025), null, List.of()), "campaign");
    shouldReject(event("cat", null, "x".repeat(8193), List.of()), "reference.uri");
    shouldReject(
        event("cat", null, null, List.of(region("x".repeat(1025)))), "regionsOfInterest.name");
    shouldReject(
        event(
            "cat",
            null,
            null,
            IntStream.range(0, 257).mapToObj(i -> region("region " + i)).toList()),
        "257 regions of interest");
  }

  @Test
  void shouldRejectRegionsOfOneName() {
    shouldReject(event("cat", null, null, List.of(region("a"), region("a"))), "'a' is there twice");
  }
}
