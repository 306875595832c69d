package io.engram.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.processor.lane.Lane;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmittedImagesTest {
  private final AdmittedImages images = new AdmittedImages();

  private CompletableFuture<Outcome> admit(Lane lane) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    images.add(lane, outcome);
    return outcome;
  }

  @Test
  void shouldCountAnImageUntilItEndsHoweverItEnds() {
    CompletableFuture<Outcome> scored = admit(Lane.BULK);
    CompletableFuture<Outcome> broken = admit(Lane.BULK);
    CompletableFuture<Outcome> givenUp = admit(Lane.INTERACTIVE);
    assertThat(images.count(Lane.BULK)).isEqualTo(2);
    assertThat(images.count(Lane.INTERACTIVE)).isEqualTo(1);
    assertThat(images.oldest()).isPositive();

    scored.complete(null);
    broken.completeExceptionally(new IllegalStateException());
    givenUp.cancel(false);

    assertThat(images.count(Lane.BULK)).isZero();
    assertThat(images.count(Lane.INTERACTIVE)).isZero();
    assertThat(images.oldest()).isZero();
  }
}
