package io.engram.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "images, vms",
    "Images, Maps",
    "photographs, heatmaps",
    "VISCHEMA_images, VISCHEMA_vms",
    "scenes, VMS maps",
    "anything, vms"
  })
  void shouldPairTwoFoldersByTheirNames(String photographs, String maps) throws Exception {
    TestImages.write(root, photographs + "/a.jpg", photographs + "/b.jpg");
    TestImages.write(root, maps + "/a.jpg", maps + "/b.jpg");
    var dataset = DatasetDirectory.open(root);
    assertThat(dataset.layout()).isEqualTo(Layout.TWO_FOLDERS);
    assertThat(dataset.names()).containsExactlyInAnyOrder("a.jpg", "b.jpg");
    assertThat(dataset.photograph("a.jpg")).isEqualTo(root.resolve(photographs).resolve("a.jpg"));
    assertThat(dataset.map("a.jpg")).isEqualTo(root.resolve(maps).resolve("a.jpg"));
  }

  @Test
  void shouldPreferTheMapOfTheVeryNameThenAnotherEndingThenASuffix() throws Exception {
    TestImages.write(root, "images/a.jpg", "images/b.jpg", "images/c.JPG", "images/a_vms.jpg");
    TestImages.write(root, "maps/a.jpg", "maps/a.png", "maps/b.png", "maps/b_map.png");
    TestImages.write(root, "maps/c_VMS.png", "maps/a_vms.png");
    var dataset = DatasetDirectory.open(root);
    assertThat(dataset.map("a.jpg")).hasFileName("a.jpg");
    assertThat(dataset.map("b.jpg")).hasFileName("b.png");
    assertThat(dataset.map("c.JPG")).hasFileName("c_VMS.png");
    assertThat(dataset.map("a_vms.jpg")).hasFileName("a_vms.png");
  }

  @Test
  void shouldFollowLinksToFolders() throws Exception {
    TestImages.write(root, "disk/a.jpg", "disk/b.jpg", "data/vms/a.jpg", "data/vms/b.jpg");
    Files.createSymbolicLink(root.resolve("data/images"), root.resolve("disk"));
    assertThat(DatasetDirectory.open(root.resolve("data")).names())
        .containsExactlyInAnyOrder("a.jpg", "b.jpg");
  }

  @Test
  void shouldReadMapsBesideTheirPhotographs() throws Exception {
    TestImages.write(root, "a.jpg", "a_vms.png", "b.webp", "b-map.png");
    var dataset = DatasetDirectory.open(root);
    assertThat(dataset.layout()).isEqualTo(Layout.SUFFIXED_FILES);
    assertThat(dataset.names()).containsExactlyInAnyOrder("a.jpg", "b.webp");
    assertThat(dataset.map("b.webp")).hasFileName("b-map.png");
  }

  @Test
  void shouldReadAFolderOfMapsBesidePhotographsWithoutOne() throws Exception {
    TestImages.write(root, "a.jpg", "b.jpg", "maps/a.png", "maps/b.png");
    var dataset = DatasetDirectory.open(root);
    assertThat(dataset.layout()).isEqualTo(Layout.TWO_FOLDERS);
    assertThat(dataset.names()).containsExactlyInAnyOrder("a.jpg", "b.jpg");
  }

  @Test
  void shouldReadAFolderForEachCategory() throws Exception {
    TestImages.write(root, "kitchen/images/a.jpg", "kitchen/vms/a.jpg");
    TestImages.write(root, "isolated/images/a.jpg", "isolated/vms/a.jpg");
    TestImages.write(root, "house/a.jpg", "house/a_vms.jpg");
    var dataset = DatasetDirectory.open(root);
    assertThat(dataset.layout()).isEqualTo(Layout.CATEGORY_FOLDERS);
    assertThat(dataset.names())
        .containsExactlyInAnyOrder("kitchen/a.jpg", "isolated/a.jpg", "house/a.jpg");
    assertThat(dataset.map("isolated/a.jpg")).isEqualTo(root.resolve("isolated/vms/a.jpg"));
    assertThat(dataset.category("isolated/a.jpg")).contains("isolated");
  }

  @Test
  void shouldTakeSubFoldersForCategories() throws Exception {
    TestImages.write(root, "images/kitchen/a.jpg", "images/house/a.jpg");
    TestImages.write(root, "vms/kitchen/a.png", "vms/house/a.png");
    var dataset = DatasetDirectory.open(root);
    assertThat(dataset.category("kitchen/a.jpg")).contains("kitchen");
    assertThat(dataset.map("house/a.jpg")).isEqualTo(root.resolve("vms/house/a.png"));
  }

  @Test
  void shouldUseTheListsOfAnyPairOfFolders() throws Exception {
    TestImages.write(root, "images/a.jpg", "images/b.jpg", "maps/a.png", "maps/b.png");
    Files.writeString(root.resolve("train.txt"), "b.jpg\n");
    Files.writeString(root.resolve("val.txt"), "a.jpg\n");
    var dataset = DatasetDirectory.open(root);
    assertThat(dataset.training()).containsExactly("b.jpg");
    assertThat(dataset.validation()).containsExactly("a.jpg");
  }

  @Test
  void shouldRefuseAPhotographWithoutMapWhereNoListLeavesItOut() throws Exception {
    TestImages.write(
        root, "images/a.jpg", "images/b.jpg", "images/c.jpg", "vms/a.jpg", "vms/b.jpg");
    assertThatThrownBy(() -> DatasetDirectory.open(root))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("maps of c.jpg missing; add a map of the same name");
  }

  @Test
  void shouldUseOnlyPhotographsWithAMapWhereTheMapsLieElsewhere() throws Exception {
    DrawnDataset.draw(root.resolve("data"), 6, 2);
    TestImages.write(root, "fixations/drawn_001.png", "fixations/drawn_007.png");
    TestImages.write(root, "fixations/stranger.png");
    var options = DatasetOptions.defaults().withMaps(root.resolve("fixations"));
    var dataset = DatasetDirectory.open(root.resolve("data"), options);
    assertThat(dataset.training()).containsExactly("drawn_001.png");
    assertThat(dataset.validation()).containsExactly("drawn_007.png");
    assertThat(dataset.map("drawn_007.png")).startsWith(root.resolve("fixations"));
    assertThat(dataset.files()).containsKey("(map) drawn_001.png");

    var photographs = DatasetDirectory.open(root.resolve("data/images"), options);
    assertThat(photographs.names()).containsExactlyInAnyOrder("drawn_001.png", "drawn_007.png");
  }

  @Test
  void shouldReadAZipAsTheFolderThatItHolds() throws Exception {
    var unpacked = DrawnDataset.draw(root.resolve("data"), 3, 1);
    var zip = root.resolve("data.zip");
    try (var out = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      for (var file : unpacked.files().values()) {
        var target = out.getPath("/VISCHEMA").resolve(unpacked.root().relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
      Files.createDirectories(out.getPath("/__MACOSX/images"));
      Files.writeString(out.getPath("/VISCHEMA/images/._drawn_000.png"), "resource fork");
    }
    var zipped = DatasetDirectory.open(zip);
    assertThat(zipped.layout()).isEqualTo(Layout.VISCHEMA_PLUS);
    assertThat(zipped.names()).isEqualTo(unpacked.names());
    assertThat(DataFingerprint.of(zipped)).isEqualTo(DataFingerprint.of(unpacked));
  }

  @Test
  void shouldRefuseAZipThatLeadsOutOfItself() throws Exception {
    var zip = root.resolve("slip.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("../images/a.jpg"));
      out.closeEntry();
    }
    assertThatThrownBy(() -> DatasetDirectory.open(zip))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("slip.zip: is neither a folder nor a zip file that can be read");
  }

  @Test
  void shouldRefuseAFileThatIsNoZip() throws Exception {
    var file = Files.writeString(root.resolve("data.zip"), "not a zip");
    assertThatThrownBy(() -> DatasetDirectory.open(file))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("is neither a folder nor a zip file");
  }

  @ParameterizedTest
  @CsvSource({"notes.txt", "images/a.jpg", "vms/a.jpg", "vms/a.jpg;maps/a.jpg;images/a.jpg"})
  void shouldSayWhatIsRecognisedWhereNothingIs(String files) throws Exception {
    TestImages.write(root, files.split(";"));
    assertThatThrownBy(() -> DatasetDirectory.open(root))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("no data set is recognised in it")
        .hasMessageContaining("images/NAME and vms/NAME");
  }

  @Test
  void shouldReadLaMem() throws Exception {
    lamem("a.jpg 0.75\nb.jpg 0.5\n", "c.jpg 0.25\n");
    Files.writeString(root.resolve("splits/test_1.txt"), "a.jpg 0.75\n");
    var dataset = Dataset.open(root, DatasetOptions.defaults());
    assertThat(dataset.layout()).isEqualTo(Layout.LAMEM);
    assertThat(dataset.training()).containsExactly("a.jpg", "b.jpg");
    assertThat(dataset.namesIn(root.resolve("splits/test_1.txt"))).containsExactly("a.jpg");
    assertThat(dataset)
        .isInstanceOfSatisfying(
            ScoredImages.class,
            scored -> {
              assertThat(scored.score("c.jpg")).hasValue(0.25);
              assertThat(scored.score("z.jpg")).isEmpty();
            });
    assertThatThrownBy(() -> DatasetDirectory.open(root))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("have scores but no maps");
  }

  @ParameterizedTest
  @CsvSource({"b.jpg", "b.jpg high", "b.jpg 1.5", "b.jpg NaN"})
  void shouldRefuseALineOfLaMemWithoutScore(String line) throws Exception {
    lamem("a.jpg 0.75\n" + line + "\n", "c.jpg 0.25\n");
    assertThatThrownBy(() -> Dataset.open(root, DatasetOptions.defaults()))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("b.jpg has no score between 0 and 1");
  }

  private void lamem(String training, String validation) throws IOException {
    TestImages.write(root, "images/a.jpg", "images/b.jpg", "images/c.jpg");
    Files.createDirectories(root.resolve("splits"));
    Files.writeString(root.resolve("splits/train_1.txt"), training);
    Files.writeString(root.resolve("splits/val_1.txt"), validation);
  }

  @Test
  void shouldNotDependOnTheOrderOfTheFileSystem() throws Exception {
    TestImages.write(root, "images/b.jpg", "images/a.jpg", "images/c.jpg");
    TestImages.write(root, "vms/c.jpg", "vms/a.jpg", "vms/b.jpg");
    var names = List.copyOf(DatasetDirectory.open(root).training());
    assertThat(names).isSorted();
  }
}
