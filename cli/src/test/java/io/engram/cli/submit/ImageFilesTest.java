package io.engram.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.console.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  @TempDir private Path folder;

  @Test
  void shouldFindImagesBelowAFolderInTheOrderOfTheirNames() throws Exception {
    create("b.JPG", "a/z.png", "a/b/c.webp", "c.gif", "a.jpeg");

    assertThat(ids(folder)).containsExactly("a.jpeg", "a/b/c.webp", "a/z.png", "b.JPG", "c.gif");
  }

  @Test
  void shouldSkipAndCountWhatIsNoImageByName() throws Exception {
    create("a.png", "notes.txt", "png", "._a.png");

    ImageFiles files = ImageFiles.find(List.of(folder));

    assertThat(files.images()).extracting(ImageFile::imageId).containsExactly("a.png");
    assertThat(files.skipped()).isEqualTo(3);
  }

  @Test
  void shouldLeaveHiddenFoldersAlone() throws Exception {
    create("a.png", ".thumbnails/a.png");

    assertThat(ids(folder)).containsExactly("a.png");
  }

  @Test
  void shouldPassByFoldersThatItIsTold() throws Exception {
    create("a.png", "out/overlays/a.png.png", "overlays/b.png");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("out"));

    ImageFiles files =
        ImageFiles.find(List.of(folder), Set.of(folder.resolve("link").resolve("overlays")));

    assertThat(files.images())
        .extracting(ImageFile::imageId)
        .containsExactly("a.png", "overlays/b.png");
  }

  @Test
  void shouldFindImagesInAFolderThatIsNamedThoughItIsToldToPassItBy() throws Exception {
    create("overlays/a.png");
    Path overlays = folder.resolve("overlays");

    assertThat(ImageFiles.find(List.of(overlays), Set.of(overlays)).images()).hasSize(1);
  }

  @Test
  void shouldTakeAFileThatIsNamedWhateverItsName() throws Exception {
    create("notes.txt");

    assertThat(ids(folder.resolve("notes.txt"))).containsExactly("notes.txt");
  }

  @Test
  void shouldTellImagesOfTheSameNameApartByTheirFolder() throws Exception {
    create("x/1.png", "y/1.png");

    assertThat(ids(folder.resolve("x"), folder.resolve("y"))).containsExactly("1.png", "y/1.png");
  }

  @Test
  void shouldNumberImagesWhoseFoldersHaveTheSameNameToo() throws Exception {
    create("x/1.png", "a/y/1.png", "b/y/1.png", "c/y/1.png");

    assertThat(
            ids(
                folder.resolve("x"),
                folder.resolve("a/y"),
                folder.resolve("b/y/1.png"),
                folder.resolve("c/y")))
        .containsExactly("1.png", "y/1.png", "y/1-2.png", "y/1-3.png");
  }

  @Test
  void shouldTakeAnImageThatIsGivenTwiceOnce() throws Exception {
    create("1.png");

    assertThat(ids(folder, folder.resolve("1.png"), folder.resolve("./1.png")))
        .containsExactly("1.png");
  }

  @Test
  void shouldRefuseWhatDoesNotExist() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> ImageFiles.find(List.of(missing)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(missing + ": no such file or folder");
  }

  @Test
  void shouldGoOnPastALinkThatLeadsBackToItsOwnFolder() throws Exception {
    create("a/1.png");
    Files.createSymbolicLink(folder.resolve("a/loop"), folder);

    ImageFiles files = ImageFiles.find(List.of(folder));

    assertThat(files.images()).extracting(ImageFile::imageId).containsExactly("a/1.png");
    assertThat(files.unreadable()).singleElement().asString().contains("loop", "leads back");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shouldOpenNoDevice() throws Exception {
    Path device = Path.of("/dev/null");
    create("a.png");
    Files.createSymbolicLink(folder.resolve("null.png"), device);

    ImageFiles files = ImageFiles.find(List.of(folder, device));

    assertThat(files.images()).extracting(ImageFile::imageId).containsExactly("a.png");
    assertThat(files.skipped()).isEqualTo(1);
    assertThat(files.unreadable()).containsExactly("/dev/null: not a regular file");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shouldSayWhyNothingCouldBeRead() {
    assertThatThrownBy(() -> ImageFiles.find(List.of(Path.of("/dev/null"))))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("no images found")
        .hasMessageContaining("not a regular file");
  }

  private List<String> ids(Path... paths) throws CommandFailedException {
    return ImageFiles.find(List.of(paths)).images().stream().map(ImageFile::imageId).toList();
  }

  private void create(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }
}
