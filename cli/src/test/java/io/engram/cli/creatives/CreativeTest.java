package io.engram.cli.creatives;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.imaging.RgbImage;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CreativeTest {
  /** Edges are drawn soft and positions rounded to pixels. */
  private static final int MARGIN = 6;

  static Stream<Arguments> parts() {
    return Creative.all().stream()
        .filter(creative -> creative.brand() == Brand.SHOES)
        .flatMap(creative -> Stream.of(Part.values()).map(part -> Arguments.of(creative, part)));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void shouldDrawEachPartWithinItsPlaceAndFillIt(Creative creative, Part part) {
    RgbImage without = creative.draw(EnumSet.noneOf(Part.class));
    RgbImage with = creative.draw(EnumSet.of(part));
    Box box = creative.layout().box(part);

    int[] drawn = bounds(without, with);

    double left = box.left() * Creative.WIDTH;
    double top = box.top() * Creative.HEIGHT;
    double right = left + box.width() * Creative.WIDTH;
    double bottom = top + box.height() * Creative.HEIGHT;
    assertThat(drawn[0]).isGreaterThanOrEqualTo((int) left - MARGIN);
    assertThat(drawn[1]).isGreaterThanOrEqualTo((int) top - MARGIN);
    assertThat(drawn[2]).isLessThanOrEqualTo((int) right + MARGIN);
    assertThat(drawn[3]).isLessThanOrEqualTo((int) bottom + MARGIN);
    double widthShare = (drawn[2] - drawn[0]) / (right - left);
    double heightShare = (drawn[3] - drawn[1]) / (bottom - top);
    assertThat(Math.max(widthShare, heightShare)).isGreaterThan(0.85);
  }

  @Test
  void shouldDrawEveryBrandInEveryLayoutUnderItsOwnName() {
    List<Creative> all = Creative.all();

    assertThat(all).hasSize(Brand.values().length * Layout.values().length);
    assertThat(all).extracting(Creative::fileName).doesNotHaveDuplicates();
    assertThat(all).extracting(Creative::draw).doesNotHaveDuplicates();
  }

  @Test
  void shouldDrawTheSamePixelsEachTime() {
    Creative creative = new Creative(Brand.COFFEE, Layout.CROWDED);

    assertThat(creative.draw()).isEqualTo(creative.draw());
  }

  /** Left, top, right and bottom of what differs. */
  private static int[] bounds(RgbImage one, RgbImage other) {
    int[] bounds = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
    for (int y = 0; y < one.height(); y++) {
      for (int x = 0; x < one.width(); x++) {
        if (one.pixel(x, y) != other.pixel(x, y)) {
          bounds[0] = Math.min(bounds[0], x);
          bounds[1] = Math.min(bounds[1], y);
          bounds[2] = Math.max(bounds[2], x + 1);
          bounds[3] = Math.max(bounds[3], y + 1);
        }
      }
    }
    return bounds;
  }
}
