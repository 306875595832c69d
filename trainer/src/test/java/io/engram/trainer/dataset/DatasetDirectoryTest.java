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
  void shouldTellADifferentSplitByItsFingerprint() throws Exception {
    for (var list : List.of("viscplus_train.csv", "viscplus_val.csv")) {
      Files.delete(root.resolve(list));
    }
    var options = DatasetOptions.defaults();
    var few = DatasetDirectory.open(root, options.withValidationShare(0.1));
    var many = DatasetDirectory.open(root, options.withValidationShare(0.9));
    assertThat(many.validation().size()).isGreaterThan(few.validation().size());
    assertThat(DataFingerprint.of(many)).isNotEqualTo(DataFingerprint.of(few));
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
  void shouldNeverFollowAListedNameOutOfTheFolder() throws Exception {
    var outside = root.resolve("outside");
    DrawnDataset.draw(outside, 2, 1);
    for (var name :
        List.of("../vms/drawn_000.png", "../outside/images/drawn_000.png", "/etc/passwd")) {
      Files.write(root.resolve("viscplus_train.csv"), List.of(name));
      assertThatThrownBy(() -> DatasetDirectory.open(root))
          .isInstanceOf(InvalidDatasetException.class)
          .hasMessageContaining("photographs of " + name + " missing");
    }
  }

  @Test
  void shouldKnowTheCategoriesThatAreGiven() throws Exception {
    Files.writeString(
        root.resolve("categories.csv"),
        "file,category,split\ndrawn_001.png,living room,train\ndrawn_002.png\n");
    var dataset = DatasetDirectory.open(root);
    assertThat(dataset.category("drawn_001.png")).contains("living room");
    assertThat(dataset.category("drawn_002.png")).isEmpty();
    assertThat(dataset.category("stranger.png")).isEmpty();
  }

  @Test
  void shouldReadAListOfOtherNames() throws Exception {
    var dataset = DatasetDirectory.open(root);
    var list = root.resolve("test.csv");
    Files.write(list, List.of("name", "drawn_005.png", "drawn_001.png"));
    assertThat(dataset.namesIn(list)).containsExactly("drawn_005.png", "drawn_001.png");
    Files.write(list, List.of("drawn_005.png", "../vms/drawn_001.png"));
    assertThatThrownBy(() -> dataset.namesIn(list))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("test.csv: ../vms/drawn_001.png not in");
    Files.write(list, List.of("drawn_005.png", "drawn_005.png"));
    assertThatThrownBy(() -> dataset.namesIn(list))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("drawn_005.png listed more than once");
  }

  @Test
  void shouldNotKnowAnUnlistedName() throws Exception {
    var dataset = DatasetDirectory.open(root);
    assertThatThrownBy(() -> dataset.photograph("../viscplus_train.csv"))
        .isInstanceOf(IllegalArgumentException.class);
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
