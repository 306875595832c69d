package io.engram.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.imaging.canvas.Colour;
import io.engram.model.bundle.Histogram;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.PairReader;
import io.engram.trainer.dataset.TestImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceHistogramsTest {

  @TempDir Path root;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void shouldCountScoresInStepsOfTwoHundredths() {
    var scores = ReferenceHistograms.scores(DoubleStream.of(0, 0.019, 0.02, 1));
    assertThat(scores.edges()).hasSize(51).startsWith(0.0, 0.02).endsWith(0.98, 1.0);
    assertThat(filled(scores)).isEqualTo(Map.of(0.0, 2L, 0.02, 1L, 0.98, 1L));
  }

  @Test
  void shouldCountAllPhotographsByBrightnessAndBySizeOfTheirFiles() throws Exception {
    pair("black.png", 16, 16, new Colour(0, 0, 0));
    pair("white.png", 64, 32, new Colour(255, 255, 255));
    pair("grey.png", 48, 48, new Colour(102, 102, 102));
    Files.writeString(root.resolve("train.txt"), "black.png\nwhite.png\n");
    Files.writeString(root.resolve("val.txt"), "grey.png\n");

    var dataset = DatasetDirectory.open(root);
    var pairs = new PairReader(dataset, workers).read(dataset.names(), 24, 16);
    var inputs = ReferenceHistograms.inputs(dataset, pairs.stream(), 16);

    assertThat(filled(inputs.brightness())).isEqualTo(Map.of(0.0, 1L, 0.4, 1L, 0.98, 1L));
    assertThat(inputs.sizes().edges()).hasSize(41).startsWith(8.0, 8.5).endsWith(27.5, 28.0);
    assertThat(filled(inputs.sizes())).isEqualTo(Map.of(8.0, 1L, 11.0, 2L));
  }

  @Test
  void shouldNameAPhotographThatHasGone() throws Exception {
    pair("one.png", 16, 16, new Colour(0, 0, 0));
    pair("two.png", 16, 16, new Colour(9, 9, 9));
    Files.writeString(root.resolve("train.txt"), "one.png\n");
    Files.writeString(root.resolve("val.txt"), "two.png\n");
    var dataset = DatasetDirectory.open(root);
    Files.delete(root.resolve("images/two.png"));

    assertThatThrownBy(() -> ReferenceHistograms.inputs(dataset, Stream.empty(), 16))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("two.png");
  }

  private void pair(String name, int width, int height, Colour colour) throws Exception {
    TestImages.write(root.resolve("images").resolve(name), width, height, colour);
    TestImages.write(root.resolve("vms").resolve(name), width, height, new Colour(0, 80, 0));
  }

  /** Counts above zero by the lower edge of their bin. */
  private static Map<Double, Long> filled(Histogram histogram) {
    var filled = new TreeMap<Double, Long>();
    for (int i = 0; i < histogram.counts().size(); i++) {
      if (histogram.counts().get(i) > 0) {
        filled.put(histogram.edges().get(i), histogram.counts().get(i));
      }
    }
    return filled;
  }
}
