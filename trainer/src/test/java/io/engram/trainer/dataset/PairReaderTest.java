package io.engram.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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

  private static float largest(float[] plane) {
    float largest = 0;
    for (float value : plane) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
