package io.engram.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetDirectoryTest {

  @TempDir Path root;

  @BeforeEach
  void draw() throws Exception {
    DrawnDataset.draw(root, 6, 2);
  }

  @Test
  void shouldKeepTheListsOrder() throws Exception {
    Files.write(
        root.resolve("viscplus_train.csv"), List.of("drawn_003.png", " drawn_001.png ", ""));
    assertThat(DatasetDirectory.open(root).training())
        .containsExactly("drawn_003.png", "drawn_001.png");
  }

  @Test
  void shouldRefuseAMissingFolder() {
    assertThatThrownBy(() -> DatasetDirectory.open(root.resolve("nowhere")))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("nowhere: no such folder; name the folder");
  }

  @Test
  void shouldRefuseAMissingList() throws Exception {
    Files.delete(root.resolve("viscplus_val.csv"));
    assertThatThrownBy(() -> DatasetDirectory.open(root))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("viscplus_val.csv: cannot be read");
  }

  @Test
  void shouldRefuseAnEmptyList() throws Exception {
    Files.write(root.resolve("viscplus_train.csv"), List.of(""));
    assertThatThrownBy(() -> DatasetDirectory.open(root))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("viscplus_train.csv: is empty");
  }

  @Test
  void shouldNameWhatIsMissingAndCountTheRest() throws Exception {
    for (int i = 0; i < 5; i++) {
      Files.delete(root.resolve("vms").resolve("drawn_00" + i + ".png"));
    }
    assertThatThrownBy(() -> DatasetDirectory.open(root))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("drawn_000.png")
        .hasMessageContaining("and 2 more missing")
        .hasMessageContaining("add a map of the same name");
  }

  @Test
  void shouldRefuseAnImageInBothSplits() throws Exception {
    Files.write(root.resolve("viscplus_val.csv"), List.of("drawn_002.png"));
    assertThatThrownBy(() -> DatasetDirectory.open(root))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("drawn_002.png listed more than once");
  }

  @Test
  void shouldGiveTheSameFingerprintToTheSameFilesOnly() throws Exception {
    var before = DataFingerprint.of(DatasetDirectory.open(root));
    assertThat(before).hasSize(64).isEqualTo(DataFingerprint.of(DatasetDirectory.open(root)));
    Files.copy(
        root.resolve("vms/drawn_001.png"),
        root.resolve("vms/drawn_000.png"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(DataFingerprint.of(DatasetDirectory.open(root))).isNotEqualTo(before);
  }
}
