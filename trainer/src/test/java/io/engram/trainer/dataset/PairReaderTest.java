package io.engram.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.imaging.canvas.Colour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairReaderTest {

  @TempDir Path root;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void shouldReadPairsInOrderAtTheSizesAskedFor() throws Exception {
    var dataset = DrawnDataset.draw(root, 5, 1);
    var pairs = new PairReader(dataset, workers).read(dataset.training(), 48, 24);
    assertThat(pairs).extracting(Pair::name).isEqualTo(dataset.training());
    assertThat(pairs).allMatch(pair -> pair.photograph().width() == 48);
    assertThat(pairs).allMatch(pair -> pair.map().height() == 24);
  }

  @Test
  void shouldTellTrueFromFalseSchemaByColour() throws Exception {
    var dataset = DrawnDataset.draw(root, 5, 1);
    var pairs = new PairReader(dataset, workers).read(dataset.training(), 32, 32);
    assertThat(largest(SchemaChannel.TRUE_SCHEMA.of(pairs.get(1).map()))).isGreaterThan(0.4f);
    assertThat(largest(SchemaChannel.FALSE_SCHEMA.of(pairs.get(1).map()))).isGreaterThan(0.2f);
    assertThat(largest(SchemaChannel.FALSE_SCHEMA.of(pairs.get(0).map()))).isZero();
    assertThat(largest(SchemaChannel.UNUSED.of(pairs.get(1).map()))).isZero();
  }

  @Test
  void shouldNameAnUndecodableImage() throws Exception {
    var dataset = DrawnDataset.draw(root, 5, 1);
    Files.writeString(root.resolve("images/drawn_003.png"), "not an image");
    var reader = new PairReader(dataset, workers);
    assertThatThrownBy(() -> reader.read(dataset.training(), 32, 32))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("drawn_003.png: cannot be decoded")
        .hasMessageContaining("replace it or take it off the list");
  }

  @Test
  void shouldTakeAGreyMapForTrueSchemaOnly() throws Exception {
    var dataset = DrawnDataset.draw(root, 5, 1);
    TestImages.write(root.resolve("vms/drawn_001.png"), 64, 64, new Colour(120, 121, 119));
    var map = new PairReader(dataset, workers).read(List.of("drawn_001.png"), 16, 16).get(0).map();
    assertThat(largest(SchemaChannel.TRUE_SCHEMA.of(map))).isEqualTo(121 / 255f);
    assertThat(largest(SchemaChannel.FALSE_SCHEMA.of(map))).isZero();
    assertThat(largest(SchemaChannel.UNUSED.of(map))).isZero();
  }

  @Test
  void shouldTakeAMapOfAnotherSizeButNotOfOtherProportions() throws Exception {
    var dataset = DrawnDataset.draw(root, 5, 1);
    var reader = new PairReader(dataset, workers);
    TestImages.write(root.resolve("vms/drawn_001.png"), 40, 40, new Colour(0, 84, 0));
    assertThat(reader.read(dataset.training(), 16, 16)).hasSize(5);
    TestImages.write(root.resolve("vms/drawn_001.png"), 96, 72, new Colour(0, 84, 0));
    assertThatThrownBy(() -> reader.read(dataset.training(), 16, 16))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("drawn_001.png: is 96 x 72 pixels, but its photograph 96 x 96");
  }

  @Test
  void shouldTellHowFarItIsAndEndWhenTold() throws Exception {
    var dataset = DrawnDataset.draw(root, 5, 1);
    var heard = new ArrayList<Integer>();
    PairReader.Progress progress =
        (pairs, of) -> {
          heard.add(pairs);
          if (pairs == 3) {
            throw new CancellationException();
          }
        };
    assertThatThrownBy(
            () -> new PairReader(dataset, workers, progress).read(dataset.training(), 16, 16))
        .isInstanceOf(CancellationException.class);
    assertThat(heard).containsExactly(1, 2, 3);
  }

  private static float largest(float[] plane) {
    float largest = 0;
    for (float value : plane) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
