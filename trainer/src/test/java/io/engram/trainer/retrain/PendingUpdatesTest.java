package io.engram.trainer.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.UpdateReason;
import io.engram.trainer.retrain.PendingUpdates.Next;
import io.engram.trainer.retrain.PendingUpdates.Update;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PendingUpdatesTest {
  private final PendingUpdates pending = new PendingUpdates();

  private static DatasetUpdated event(String dataset) {
    return Updates.of(dataset, "0".repeat(64));
  }

  private static DatasetUpdated drift(String dataset) {
    return Updates.of(dataset, Path.of("/data"), "0".repeat(64), UpdateReason.DRIFT);
  }

  @Test
  void shouldTakeTheNewestOfADataSetAndItsOlderVersionsAlong() {
    pending.add(3, event("a"));
    pending.add(4, event("b"));
    pending.add(5, event("a"));
    pending.add(6, event("a"));

    Next a = pending.take().orElseThrow();
    assertThat(a.newest().offset()).isEqualTo(6);
    assertThat(a.superseded()).extracting(Update::offset).containsExactly(3L, 5L);
    assertThat(pending.take().orElseThrow().newest().offset()).isEqualTo(4);
    assertThat(pending.take()).isEmpty();
  }

  @Test
  void shouldNotLetARepetitionBecauseOfDriftTakeThePlaceOfNewData() {
    pending.add(3, drift("a"));
    pending.add(4, event("a"));
    pending.add(5, drift("a"));
    pending.add(6, drift("b"));
    pending.add(7, drift("b"));

    Next a = pending.take().orElseThrow();
    assertThat(a.newest().offset()).isEqualTo(4);
    assertThat(a.superseded()).extracting(Update::offset).containsExactly(3L, 5L);
    assertThat(pending.take().orElseThrow().newest().offset()).isEqualTo(7);
  }

  @Test
  void shouldTellTheFirstThatStillWaits() {
    assertThat(pending.first()).isEmpty();
    pending.add(3, event("a"));
    pending.add(4, event("b"));
    pending.add(5, event("a"));
    pending.take();

    assertThat(pending.first()).hasValue(4);
    pending.clear();
    assertThat(pending.first()).isEmpty();
  }
}
