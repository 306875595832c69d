package io.engram.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
  @TempDir private Path parent;

  @Test
  void shouldRemoveItselfAndWhatIsInIt() throws Exception {
    try (var scratch = ScratchFolder.in(parent)) {
      Files.createDirectories(scratch.path().resolve("kafka/logs"));
      assertThat(scratch.path()).hasParentRaw(parent).isDirectory();
    }

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void shouldRemoveWhatAKilledDemoHasLeftBehind() throws Exception {
    Path abandoned = Files.createDirectories(parent.resolve(".platform-1"));
    Files.createFile(abandoned.resolve("in-use"));
    Files.writeString(abandoned.resolve("images"), "all of them");

    try (var scratch = ScratchFolder.in(parent)) {
      assertThat(abandoned).doesNotExist();
      assertThat(scratch.path()).exists();
    }
  }

  @Test
  void shouldLeaveFoldersAloneThatAreInUseOrNotItsOwn() throws Exception {
    Path others = Files.createDirectories(parent.resolve(".platform-of-others"));
    try (var first = ScratchFolder.in(parent);
        var second = ScratchFolder.in(parent)) {
      assertThat(first.path()).exists();
      assertThat(second.path()).exists();
    }
    assertThat(others).exists();
  }
}
