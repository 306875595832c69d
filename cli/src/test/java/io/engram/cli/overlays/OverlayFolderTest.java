package io.engram.cli.overlays;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.imaging.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayFolderTest {
  @TempDir private Path folder;

  @Test
  void shouldClearWhatItHasWrittenAndNothingElse() throws Exception {
    var overlays = new OverlayFolder(folder.resolve("overlays"));
    overlays.write("beach/one.jpg", new RgbImage(1, 1, new byte[3]));
    Path notes = Files.writeString(overlays.folder().resolve("notes.txt"), "mine");

    overlays.clear();

    assertThat(overlays.folder()).isDirectoryRecursivelyContaining("glob:**/notes.txt");
    assertThat(overlays.folder().toFile().list()).containsExactly(notes.getFileName().toString());
  }

  @Test
  void shouldHaveNothingToClearBeforeItsFirstOverlay() throws Exception {
    new OverlayFolder(folder.resolve("overlays")).clear();

    assertThat(folder).isEmptyDirectory();
  }
}
