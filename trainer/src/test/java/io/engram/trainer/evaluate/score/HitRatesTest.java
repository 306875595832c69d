package io.engram.trainer.evaluate.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.trainer.dataset.InvalidDatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HitRatesTest {

  @TempDir private Path folder;

  @Test
  void shouldReadItsColumnsWhereverTheyAre() throws Exception {
    var rates =
        HitRates.read(
            csv("category,hit_rate,file\nkitchen,0.75,a.jpg\n\"a, b\",,b.jpg\nx,1,c.jpg\n"));
    assertThat(rates.byName()).containsEntry("a.jpg", 0.75).containsEntry("c.jpg", 1.0).hasSize(2);
    assertThat(rates.unrated()).isEqualTo(1);
  }

  @Test
  void shouldSayWhichColumnIsMissing() throws Exception {
    var file = csv("file,score\na.jpg,0.5\n");
    assertThatThrownBy(() -> HitRates.read(file))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("no column 'hit_rate'; its columns are file, score");
  }

  @Test
  void shouldSayWhichRowIsWrong() throws Exception {
    var file = csv("file,hit_rate\na.jpg,0.5\nb.jpg,75\n");
    assertThatThrownBy(() -> HitRates.read(file))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("row 2: hit_rate is '75'");
  }

  @Test
  void shouldRefuseAnExperimentWithoutRatesOrWithTwoOfOnePhotograph() throws Exception {
    var empty = csv("file,hit_rate\na.jpg,\n");
    assertThatThrownBy(() -> HitRates.read(empty)).hasMessageContaining("has no hit rate");
    var twice = csv("file,hit_rate\na.jpg,0.5\na.jpg,0.6\n");
    assertThatThrownBy(() -> HitRates.read(twice)).hasMessageContaining("a.jpg is listed twice");
  }

  @Test
  void shouldSayThatAFileIsNotThere() {
    assertThatThrownBy(() -> HitRates.read(folder.resolve("missing.csv")))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("missing.csv");
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("scores.csv"), text);
  }
}
