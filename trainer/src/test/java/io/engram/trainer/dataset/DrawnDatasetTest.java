package io.engram.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnDatasetTest {

  @TempDir Path folder;

  @Test
  void shouldDrawTheSameFromTheSameSeedOnly() throws Exception {
    var one = new DrawnDataset(48, 5).drawInto(folder.resolve("one"), 4, 2);
    var same = new DrawnDataset(48, 5).drawInto(folder.resolve("same"), 4, 2);
    var other = new DrawnDataset(48, 6).drawInto(folder.resolve("other"), 4, 2);
    assertThat(DataFingerprint.of(same)).isEqualTo(DataFingerprint.of(one));
    assertThat(DataFingerprint.of(other)).isNotEqualTo(DataFingerprint.of(one));
  }

  @Test
  void shouldMarkBrightThingsInStepsAndLeaveOneMapInFiveWithoutFalseSchema() throws Exception {
    var dataset = DrawnDataset.draw(folder.resolve("drawn"), 9, 1);
    var workers = Executors.newFixedThreadPool(2);
    try {
      int blank = 0;
      for (var pair : new PairReader(dataset, workers).read(dataset.names(), 96, 96)) {
        var memorable = SchemaChannel.TRUE_SCHEMA.of(pair.map());
        var photograph = SchemaChannel.TRUE_SCHEMA.of(pair.photograph());
        double marked = 0;
        double unmarked = 0;
        int marks = 0;
        for (int i = 0; i < memorable.length; i++) {
          assertThat(Math.round(memorable[i] * 255) % 28).isZero();
          if (memorable[i] > 0.4) {
            marked += photograph[i];
            marks++;
          } else {
            unmarked += photograph[i];
          }
        }
        assertThat(marked / marks).isGreaterThan(unmarked / (memorable.length - marks));
        boolean none = true;
        for (float value : SchemaChannel.FALSE_SCHEMA.of(pair.map())) {
          none &= value == 0;
        }
        blank += none ? 1 : 0;
      }
      assertThat(blank).isEqualTo(2);
    } finally {
      workers.shutdownNow();
    }
    assertThat(dataset.category("drawn_000.png")).get().asString().matches("meadow|dusk|room");
  }

  @Test
  void shouldNotDrawOverAnything() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "irreplaceable");
    assertThatThrownBy(() -> DrawnDataset.draw(folder, 2, 1))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("is not empty; name a new or empty folder");
    assertThat(folder.resolve("images")).doesNotExist();
  }
}
