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
  void shouldStepEvenly() {
    for (ColourMap map : new ColourMap[] {ColourMap.trueSchema(), ColourMap.falseSchema()}) {
      double whole = 0;
      double largest = 0;
      for (int i = 15; i <= 255; i += 15) {
        double step = oklab(map.at(i / 255.0)).distance(oklab(map.at((i - 15) / 255.0)));
        whole += step;
        largest = Math.max(largest, step);
      }
      assertThat(largest).isLessThan(1.1 * whole / 17);
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
    Colour vivid = Oklab.ofHue(0.7, 0.9, 142).inSrgb().toColour();

    assertThat(vivid.green()).isGreaterThan(vivid.red()).isGreaterThan(vivid.blue());
  }

  /** Ottosson's conversion from sRGB, the way back. */
  private static Oklab oklab(Colour colour) {
    double r = linear(colour.red());
    double g = linear(colour.green());
    double b = linear(colour.blue());
    double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return new Oklab(
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
  }

  private static double linear(int part) {
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double luma(Colour colour) {
    return 0.2126 * colour.red() + 0.7152 * colour.green() + 0.0722 * colour.blue();
  }
}
