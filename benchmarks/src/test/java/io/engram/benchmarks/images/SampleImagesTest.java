package io.engram.benchmarks.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.cli.console.CommandFailedException;
import io.engram.imaging.DecodeLimits;
import io.engram.imaging.DecodedImage;
import io.engram.imaging.ImageDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleImagesTest {
  private static final SampleImages DRAWN = SampleImages.drawn(64);

  @TempDir private Path folder;

  @Test
  void shouldGiveEachCopyBytesOfItsOwnAndTheSamePixels() throws Exception {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());

    byte[] first = DRAWN.distinct(3, 1);
    byte[] second = DRAWN.distinct(3, 2);

    DecodedImage plain = decoder.decode(DRAWN.plain(3), 32, 32);
    assertThat(first).isNotEqualTo(second).hasSameSizeAs(second);
    assertThat(decoder.decode(first, 32, 32)).isEqualTo(plain);
    assertThat(decoder.decode(second, 32, 32)).isEqualTo(plain);
  }

  @Test
  void shouldGoRoundAndRound() {
    int count = DRAWN.jpegs().size();

    assertThat(DRAWN.plain(count + 2)).isSameAs(DRAWN.plain(2)).isNotEqualTo(DRAWN.plain(1));
  }

  @Test
  void shouldFindAgainWhatItWrote() throws Exception {
    DRAWN.writeTo(folder);
    Files.writeString(folder.resolve("notes.txt"), "no image");
    Files.writeString(folder.resolve("no.jpg"), "no image either");

    assertThat(SampleImages.in(folder).jpegs()).containsExactlyElementsOf(DRAWN.jpegs());
  }

  @Test
  void shouldRefuseAFolderWithoutJpegs() {
    assertThatThrownBy(() -> SampleImages.in(folder))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(folder.toString());
  }
}
