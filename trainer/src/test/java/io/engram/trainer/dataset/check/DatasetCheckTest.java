package io.engram.trainer.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.imaging.DecodeLimits;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.canvas.Colour;
import io.engram.trainer.dataset.DatasetOptions;
import io.engram.trainer.dataset.DrawnDataset;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Layout;
import io.engram.trainer.dataset.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten drawn pairs, eight to train on; each test breaks something. */
class DatasetCheckTest {

  @TempDir Path root;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  @BeforeEach
  void draw() throws Exception {
    DrawnDataset.draw(root, 8, 2);
  }

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void shouldFindADrawnDataSetFitAndCountItsBlankChannels() throws Exception {
    var report = check();
    assertThat(report.isFitForTraining()).isTrue();
    assertThat(report.layout()).isEqualTo(Layout.VISCHEMA_PLUS);
    assertThat(report.training()).isEqualTo(8);
    assertThat(report.validation()).isEqualTo(2);
    assertThat(found(report, FindingKind.BLANK_FALSE_SCHEMA).where())
        .containsExactly("drawn_000.png", "drawn_005.png");
    assertThat(found(report, FindingKind.FEW_TO_MEASURE_ON).count()).isEqualTo(2);
    assertThat(report.findings()).hasSize(2);
  }

  @Test
  void shouldFindWhatIsMissingBothWays() throws Exception {
    Files.delete(root.resolve("images/drawn_001.png"));
    Files.delete(root.resolve("vms/drawn_002.png"));
    var report = check();
    assertThat(found(report, FindingKind.MISSING_PHOTOGRAPH).where())
        .containsExactly("drawn_001.png");
    assertThat(found(report, FindingKind.MISSING_MAP).where()).containsExactly("drawn_002.png");
    assertThat(found(report, FindingKind.STRAY_MAP).where()).containsExactly("vms/drawn_001.png");
    assertThat(report.isFitForTraining()).isFalse();
  }

  @Test
  void shouldFindEveryUnreadableFile() throws Exception {
    Files.writeString(root.resolve("images/drawn_003.png"), "a text");
    Files.write(root.resolve("vms/drawn_004.png"), new byte[0]);
    assertThat(found(check(), FindingKind.UNREADABLE).where())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("drawn_003.png (its first bytes"),
            second -> assertThat(second).startsWith("the map of drawn_004.png (it has no bytes"));
  }

  @Test
  void shouldFindFaultyLists() throws Exception {
    lists(
        List.of("drawn_000.png", "drawn_001.png", "drawn_001.png", "../x.png"),
        List.of("drawn_000.png", "drawn_002.png"));
    var report = check();
    assertThat(found(report, FindingKind.LISTED_TWICE).where()).containsExactly("drawn_001.png");
    assertThat(found(report, FindingKind.IN_BOTH_LISTS).where()).containsExactly("drawn_000.png");
    assertThat(found(report, FindingKind.MISSING_PHOTOGRAPH).where()).containsExactly("../x.png");
    assertThat(found(report, FindingKind.NOT_LISTED).count()).isEqualTo(7);
    assertThat(report.training()).isEqualTo(2);
    assertThat(report.validation()).isEqualTo(1);
  }

  @Test
  void shouldFindAnEmptyAndAnAbsentList() throws Exception {
    Files.writeString(root.resolve("viscplus_train.csv"), "\n");
    Files.delete(root.resolve("viscplus_val.csv"));
    var report = check();
    assertThat(found(report, FindingKind.UNUSABLE_LIST).where())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("viscplus_train.csv (").contains("is empty"),
            second ->
                assertThat(second).startsWith("viscplus_val.csv (").contains("cannot be read"));
    assertThat(found(report, FindingKind.EMPTY_PART).count()).isEqualTo(2);
  }

  @Test
  void shouldFindMapsThatDoNotFit() throws Exception {
    TestImages.write(root.resolve("vms/drawn_001.png"), 48, 48, new Colour(0, 84, 0));
    TestImages.write(root.resolve("vms/drawn_002.png"), 96, 64, new Colour(0, 84, 84));
    TestImages.write(root.resolve("vms/drawn_003.png"), 96, 96, new Colour(80, 80, 80));
    TestImages.write(root.resolve("vms/drawn_004.png"), 96, 96, new Colour(4, 4, 0));
    TestImages.write(root.resolve("vms/drawn_006.png"), 96, 96, new Colour(84, 0, 0));
    var report = check();
    assertThat(found(report, FindingKind.OTHER_SIZE).where())
        .containsExactly("drawn_001.png (96 x 96, its map 48 x 48)");
    assertThat(found(report, FindingKind.OTHER_PROPORTIONS).where())
        .containsExactly("drawn_002.png (96 x 96, its map 96 x 64)");
    assertThat(found(report, FindingKind.COLOURED_MAP).where()).containsExactly("drawn_002.png");
    assertThat(found(report, FindingKind.GREY_MAP).where()).containsExactly("drawn_003.png");
    assertThat(found(report, FindingKind.BLANK_MAP).where()).containsExactly("drawn_004.png");
    assertThat(found(report, FindingKind.BLANK_TRUE_SCHEMA).where())
        .containsExactly("drawn_006.png");
    assertThat(report.isFitForTraining()).isFalse();
  }

  @Test
  void shouldFindCopiesAndLookAlikesAcrossTheSplit() throws Exception {
    copy("drawn_001.png", "drawn_002.png");
    copy("drawn_003.png", "drawn_008.png");
    // The same scene, smaller: other bytes, the same look.
    var scene = Files.readAllBytes(root.resolve("images/drawn_004.png"));
    TestImages.write(
        root.resolve("images/drawn_009.png"),
        new ImageDecoder(DecodeLimits.defaults()).decode(scene, 70, 70).pixels());
    TestImages.write(root.resolve("vms/drawn_009.png"), 70, 70, new Colour(56, 84, 0));
    var report = check();
    assertThat(found(report, FindingKind.SAME_IMAGE_AGAIN).where())
        .containsExactly("drawn_002.png = drawn_001.png");
    assertThat(found(report, FindingKind.SAME_IMAGE_IN_BOTH).where())
        .containsExactly("drawn_008.png = drawn_003.png");
    assertThat(found(report, FindingKind.ALIKE_IN_BOTH).where())
        .singleElement()
        .asString()
        .startsWith("drawn_009.png ~ drawn_004.png (");
  }

  @Test
  void shouldSayThatPhotographsAreStretched() throws Exception {
    TestImages.write(root.resolve("images/drawn_001.png"), 120, 60, Colour.WHITE);
    TestImages.write(root.resolve("vms/drawn_001.png"), 60, 30, new Colour(56, 84, 0));
    var report = check();
    assertThat(found(report, FindingKind.STRETCHED).where())
        .containsExactly("drawn_001.png (120 x 60)");
    assertThat(report.isFitForTraining()).isTrue();
  }

  @Test
  void shouldCheckASplitThatNoListMakes() throws Exception {
    Files.delete(root.resolve("viscplus_train.csv"));
    Files.delete(root.resolve("viscplus_val.csv"));
    Files.delete(root.resolve("vms/drawn_002.png"));
    var report = check();
    assertThat(report.training() + report.validation()).isEqualTo(9);
    assertThat(found(report, FindingKind.MISSING_MAP).where()).containsExactly("drawn_002.png");
  }

  @Test
  void shouldCheckImagesThatHaveScoresAndNoMaps() throws Exception {
    Files.createDirectories(root.resolve("splits"));
    Files.writeString(root.resolve("splits/train_1.txt"), "drawn_000.png 0.5\n");
    Files.writeString(root.resolve("splits/val_1.txt"), "drawn_001.png high\n");
    var report = check();
    assertThat(report.layout()).isEqualTo(Layout.LAMEM);
    assertThat(found(report, FindingKind.REFUSED).where())
        .singleElement()
        .asString()
        .contains("drawn_001.png has no score");

    Files.writeString(root.resolve("splits/val_1.txt"), "drawn_001.png 0.5\n");
    var sound = check();
    assertThat(found(sound, FindingKind.NO_MAPS).count()).isEqualTo(2);
    assertThat(sound.isFitForTraining()).isFalse();
  }

  @Test
  void shouldStopWhenAsked() {
    var check = new DatasetCheck(workers, DatasetCheck.ALIKE);
    var asked = new ArrayList<Integer>();
    assertThatThrownBy(
            () ->
                check.check(
                    root,
                    DatasetOptions.defaults(),
                    (images, of) -> {
                      asked.add(images);
                      return images < 3;
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).containsExactly(1, 2, 3);
  }

  @Test
  void shouldRefuseAFolderWithoutDataSet() {
    assertThatThrownBy(() -> check(root.resolve("images")))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("no data set is recognised");
  }

  private CheckReport check() throws Exception {
    return check(root);
  }

  private CheckReport check(Path folder) throws Exception {
    return new DatasetCheck(workers, DatasetCheck.ALIKE)
        .check(folder, DatasetOptions.defaults(), (images, of) -> true);
  }

  private static Finding found(CheckReport report, FindingKind kind) {
    return report.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in " + report.findings()));
  }

  private void lists(List<String> training, List<String> validation) throws IOException {
    Files.write(root.resolve("viscplus_train.csv"), training);
    Files.write(root.resolve("viscplus_val.csv"), validation);
  }

  private void copy(String from, String to) throws IOException {
    var images = root.resolve("images");
    Files.copy(images.resolve(from), images.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }
}
