package io.engram.cli.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.console.CommandFailedException;
import io.engram.cli.submit.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  private static final int BYTES = 3_000_000;

  @TempDir private Path folder;

  @Test
  void shouldRefuseImagesThatTheDiskHasNoRoomFor() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), new byte[BYTES]);
    var images = List.of(new Submission("a.png", file, Optional.empty(), List.of()));

    assertThatCode(() -> DemoCommand.checkSpace(folder, images, BYTES)).doesNotThrowAnyException();
    assertThatThrownBy(() -> DemoCommand.checkSpace(folder, images, BYTES - 1))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(folder + ": has 2 MB left, and the images need 3 MB");
  }
}
