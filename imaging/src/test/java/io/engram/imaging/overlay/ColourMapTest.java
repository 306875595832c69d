package io.engram.imaging.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.canvas.Colour;
import org.junit.jupiter.api.Test;

class ColourMapTest {
  @Test
  void shouldGetLighterAllTheWay() {
    for (ColourMap map : new ColourMap[] {ColourMap.trueSchema(), ColourMap.falseSchema()}) {
      for (int i = 8; i <= 255; i++) {
        assertThat(luma(map.at(i / 255.0))).isGreaterThan(luma(map.at((i - 8) / 255.0)));
      }
    }
  }

  @Test
  void shouldKeepTheSchemasApart() {
    for (int i = 0; i <= 255; i++) {
      Colour warm = ColourMap.trueSchema().at(i / 255.0);
      Colour cool = ColourMap.falseSchema().at(i / 255.0);

      assertThat(warm.red() - warm.blue()).isGreaterThan(cool.red() - cool.blue() + 60);
    }
  }

  @Test
  void shouldClampValues() {
    ColourMap map = ColourMap.trueSchema();

    assertThat(map.at(-3)).isEqualTo(map.at(0));
    assertThat(map.at(7)).isEqualTo(map.at(1));
  }

  @Test
  void shouldConvertOklabAsItsAuthorPublishedIt() {
    // Ottosson's conversion of pure sRGB primaries, in lightness, chroma and hue.
    assertThat(Oklab.ofHue(0.62796, 0.25768, 29.234).toColour()).isEqualTo(new Colour(255, 0, 0));
    assertThat(Oklab.ofHue(1, 0, 0).toColour()).isEqualTo(Colour.WHITE);
    assertThat(new Oklab(0, 3, 4).distance(new Oklab(12, 0, 0))).isCloseTo(13, within(1e-9));
  }

  @Test
  void shouldKeepHueAndLightnessOfColoursOutsideSrgb() {
    Colour vivid = Oklab.ofHue(0.7, 0.9, 142).toColour();

    assertThat(vivid.green()).isGreaterThan(vivid.red()).isGreaterThan(vivid.blue());
  }

  private static double luma(Colour colour) {
    return 0.2126 * colour.red() + 0.7152 * colour.green() + 0.0722 * colour.blue();
  }
}
