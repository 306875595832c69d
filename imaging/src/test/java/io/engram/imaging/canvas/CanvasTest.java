package io.engram.imaging.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engram.imaging.RgbImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CanvasTest {
  private static final Colour RED = Colour.ofRgb(0xd02010);
  private static final int WHITE = 0xffffff;

  @Test
  void shouldFillAndClipRectangles() {
    RgbImage image = drawn(canvas -> canvas.rectangle(new Box(-5, 10, 15, 200), RED));

    assertThat(image.pixel(0, 10)).isEqualTo(0xd02010);
    assertThat(image.pixel(9, 39)).isEqualTo(0xd02010);
    assertThat(image.pixel(10, 10)).isEqualTo(WHITE);
    assertThat(image.pixel(0, 9)).isEqualTo(WHITE);
  }

  @Test
  void shouldDrawOutlinesInsideTheirBox() {
    RgbImage image = drawn(canvas -> canvas.outline(new Box(5, 5, 20, 10), 2, RED));

    assertThat(image.pixel(5, 5)).isEqualTo(0xd02010);
    assertThat(image.pixel(24, 14)).isEqualTo(0xd02010);
    assertThat(image.pixel(7, 7)).isEqualTo(WHITE);
    assertThat(image.pixel(25, 10)).isEqualTo(WHITE);
  }

  @Test
  void shouldRoundCornersOff() {
    RgbImage image = drawn(canvas -> canvas.roundedRectangle(new Box(5, 5, 30, 30), 10, RED));

    assertThat(image.pixel(5, 5)).isEqualTo(WHITE);
    assertThat(image.pixel(20, 5)).isEqualTo(0xd02010);
    assertThat(image.pixel(20, 34)).isEqualTo(0xd02010);
    assertThat(image.pixel(20, 35)).isEqualTo(WHITE);
  }

  @Test
  void shouldChangeColourAlongAGradient() {
    Box whole = new Box(0, 0, 60, 40);
    RgbImage across = drawn(canvas -> canvas.gradientAcross(whole, Colour.BLACK, Colour.WHITE));
    RgbImage down = drawn(canvas -> canvas.gradientDown(whole, RED, Colour.WHITE));

    assertThat(across.pixel(0, 3)).isLessThan(0x040404);
    assertThat(across.pixel(59, 3)).isGreaterThan(0xfafafa);
    assertThat(down.pixel(5, 0)).isEqualTo(down.pixel(50, 0)).isNotEqualTo(down.pixel(5, 39));
  }

  @Test
  void shouldSmoothTheEdgesOfEllipsesLinesAndText() {
    RgbImage image =
        drawn(
            canvas ->
                canvas
                    .ellipse(15, 20, 10, 8, Colour.BLACK)
                    .line(30, 0, 40, 39, 1, Colour.BLACK)
                    .text("Ab", 42, 30, Lettering.regular(12), Colour.BLACK));

    assertThat(image.pixel(15, 20)).isZero();
    long greys = 0;
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 60; x++) {
        greys += image.pixel(x, y) != 0 && image.pixel(x, y) != WHITE ? 1 : 0;
      }
    }
    assertThat(greys).isGreaterThan(60);
  }

  @Test
  void shouldPlaceAndClipPictures() {
    RgbImage dot = new RgbImage(2, 2, new byte[12]);

    RgbImage image =
        drawn(canvas -> canvas.image(dot, -1, -1).image(dot, 59, 39).image(dot, 99, 0));

    assertThat(image.pixel(0, 0)).isZero();
    assertThat(image.pixel(1, 1)).isEqualTo(WHITE);
    assertThat(image.pixel(59, 39)).isZero();
  }

  @Test
  void shouldMeasureTextAndDrawWhatTheFaceLacksAsASubstitute() {
    Lettering lettering = Lettering.regular(20);

    assertThat(lettering.widthOf("mm")).isGreaterThan(lettering.widthOf("m"));
    assertThat(Lettering.ascii("Crème brûlée €5")).isEqualTo("Creme brulee ?5");
  }

  @Test
  void shouldBeginAsACopyOfAPicture() {
    RgbImage dot = new RgbImage(1, 1, new byte[] {1, 2, 3});
    try (Canvas canvas = Canvas.of(dot)) {
      canvas.rectangle(new Box(0, 0, 1, 1), RED);

      assertThat(canvas.toImage().pixel(0, 0)).isEqualTo(0xd02010);
      assertThat(dot.pixel(0, 0)).isEqualTo(0x010203);
    }
  }

  @Test
  void shouldRefuseWhatCannotBeDrawn() {
    assertThatIllegalArgumentException().isThrownBy(() -> Canvas.of(0, 5, Colour.BLACK));
    assertThatIllegalArgumentException().isThrownBy(() -> new Colour(0, 256, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Colour(0, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Box(0, 0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lettering(3, 1));
  }

  private static RgbImage drawn(Consumer<Canvas> drawing) {
    try (Canvas canvas = Canvas.of(60, 40, Colour.WHITE)) {
      drawing.accept(canvas);
      return canvas.toImage();
    }
  }
}
