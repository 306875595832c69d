package io.engram.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RgbImageTest {
  private final RgbImage image =
      new RgbImage(2, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

  @Test
  void shouldBeEqualByContent() {
    RgbImage same = new RgbImage(2, 2, image.rgb().clone());

    assertThat(same).isEqualTo(image).hasSameHashCodeAs(image);
    assertThat(image.mirror()).isNotEqualTo(image);
  }

  @Test
  void shouldRefuseAnArrayOfAnotherSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RgbImage(2, 2, new byte[11]))
        .withMessageContaining("takes 12 bytes, there are 11");
    assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(0, 2, new byte[0]));
  }

  @Test
  void shouldBeAsBrightAsItsPixelsOnAverage() {
    assertThat(new RgbImage(1, 1, new byte[] {-1, -1, -1}).brightness()).isEqualTo(1);
    assertThat(new RgbImage(2, 1, new byte[] {-1, 0, 0, 0, -1, 0}).brightness())
        .isCloseTo((0.299 + 0.587) / 2, within(1e-12));
  }

  @Test
  void shouldCropAPart() {
    assertThat(image.crop(1, 0, 1, 2))
        .isEqualTo(new RgbImage(1, 2, new byte[] {4, 5, 6, 10, 11, 12}));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> image.crop(1, 0, 2, 2));
  }

  @Test
  void shouldMirror() {
    assertThat(image.mirror().pixel(0, 1)).isEqualTo(0x0a0b0c);
    assertThat(image.mirror().mirror()).isEqualTo(image);
  }

  @Test
  void shouldAverageWhenItShrinks() {
    assertThat(image.resize(1, 1).pixel(0, 0)).isIn(0x060708, 0x050607);
    assertThat(image.resize(2, 2)).isEqualTo(image);
    assertThat(image.resize(1, 4).height()).isEqualTo(4);
  }
}
