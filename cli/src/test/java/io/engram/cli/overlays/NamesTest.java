package io.engram.cli.overlays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @TempDir private Path folder;

  @Test
  void shouldFindAFileBelowTheFolder() throws IOException {
    assertThat(Names.resolve(folder, "beach/../sea/1.png"))
        .isEqualTo(folder.toAbsolutePath().resolve("sea/1.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../1.png", "/etc/passwd", "a/../../1.png", "", ".", "nul\0.png"})
  void shouldRefuseANameThatLeadsElsewhere(String name) {
    assertThatThrownBy(() -> Names.resolve(folder, name)).isInstanceOf(IOException.class);
  }
}
