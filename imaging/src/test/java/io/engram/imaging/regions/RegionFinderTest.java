package io.engram.imaging.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.Heatmap;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RegionFinderTest {
  private static final int SIDE = 128;
  private static final Offset<Double> EXACT = within(1e-9);

  private final RegionFinder finder = new RegionFinder(RegionRule.defaults());

  @Test
  void shouldFindNothingInBlankOrConstantSchemas() {
    byte[] constant = new byte[SIDE * SIDE];
    Arrays.fill(constant, (byte) 180);

    assertThat(finder.find(new Heatmap(SIDE, SIDE, constant, new byte[SIDE * SIDE]), List.of()))
        .isEmpty();
  }

  @Test
  void shouldMeasureABlock() {
    byte[] block = new byte[SIDE * SIDE];
    for (int y = 32; y < 64; y++) {
      for (int x = 64; x < 128; x++) {
        block[y * SIDE + x] = (byte) 204;
      }
    }

    List<Region> regions = finder.find(trueOnly(block), List.of());

    assertThat(regions).hasSize(1);
    Region region = regions.get(0);
    assertThat(region.kind()).isEqualTo(RegionKind.TRUE_SCHEMA);
    assertThat(region.bounds()).isEqualTo(new Bounds(0.5, 0.25, 0.5, 0.25));
    assertThat(region.area()).isCloseTo(0.125, EXACT);
    assertThat(region.mean()).isCloseTo(0.8, EXACT);
    assertThat(region.peak()).isCloseTo(0.8, EXACT);
    assertThat(region.share()).isCloseTo(1, EXACT);
    assertThat(region.rank()).isEqualTo(1);
  }

  @Test
  void shouldSplitPeaksThatADeepSaddleParts() {
    byte[] map = hills(new int[][] {{40, 40, 200}, {90, 90, 160}});

    List<Region> regions = finder.find(trueOnly(map), List.of());

    assertThat(regions).extracting(Region::rank).containsExactly(1, 2);
    assertThat(regions.get(0).bounds().left()).isLessThan(0.4);
    assertThat(regions.get(1).bounds().left()).isGreaterThan(0.5);
    assertThat(regions.get(0).share()).isGreaterThan(regions.get(1).share());
  }

  @Test
  void shouldKeepPeaksTogetherThatAShallowSaddleParts() {
    byte[] map = hills(new int[][] {{59, 64, 200}, {69, 64, 195}});

    assertThat(finder.find(trueOnly(map), List.of())).hasSize(1);
  }

  @Test
  void shouldFindTheSameRegionsInAFaintMap() {
    byte[] strong = hills(new int[][] {{40, 40, 240}, {90, 90, 192}});
    byte[] faint = hills(new int[][] {{40, 40, 60}, {90, 90, 48}});

    List<Region> regions = finder.find(new Heatmap(SIDE, SIDE, strong, faint), List.of());

    assertThat(regions)
        .extracting(Region::kind)
        .containsExactly(
            RegionKind.TRUE_SCHEMA,
            RegionKind.TRUE_SCHEMA,
            RegionKind.FALSE_SCHEMA,
            RegionKind.FALSE_SCHEMA);
    assertThat(regions.get(2).area()).isCloseTo(regions.get(0).area(), within(0.01));
  }

  @Test
  void shouldDropSmallRegionsAndKeepAtMostTheLimit() {
    byte[] specks = new byte[SIDE * SIDE];
    for (int i = 0; i < 10; i++) {
      specks[(10 + 10 * i) * SIDE + 64] = (byte) 200;
    }
    RegionRule two = new RegionRule(0.04, 0.4, 0.15, 0, 2);

    assertThat(finder.find(trueOnly(specks), List.of())).isEmpty();
    assertThat(new RegionFinder(two).find(trueOnly(specks), List.of()))
        .extracting(region -> region.bounds().top())
        .containsExactly(10.0 / SIDE, 20.0 / SIDE);
  }

  @Test
  void shouldPartitionAnyMapWithinItsTotals() {
    byte[] noise = new byte[61 * 37];
    new Random(1).nextBytes(noise);
    RegionRule all = new RegionRule(0.01, 0.01, 0.05, 0, 10_000);

    List<Region> regions =
        new RegionFinder(all).find(new Heatmap(61, 37, noise, noise.clone()), List.of());

    double share =
        regions.stream()
            .filter(region -> region.kind() == RegionKind.TRUE_SCHEMA)
            .mapToDouble(Region::share)
            .sum();
    assertThat(share).isBetween(0.5, 1.0);
    assertThat(new RegionFinder(all).find(new Heatmap(61, 37, noise, noise), List.of()))
        .isEqualTo(regions);
  }

  @Test
  void shouldScoreNamedAreasOnTheTrueSchema() {
    byte[] cells = {(byte) 255, 0, 0, (byte) 51};
    Heatmap heatmap = new Heatmap(2, 2, cells, new byte[4]);

    List<Region> regions =
        finder.find(
            heatmap,
            List.of(
                new NamedArea("corner", new Bounds(0.5, 0.5, 0.5, 0.5)),
                new NamedArea("whole", new Bounds(0, 0, 1, 1)),
                new NamedArea("middle", new Bounds(0.25, 0.25, 0.5, 0.5))));

    List<Region> named =
        regions.stream().filter(region -> region.kind() == RegionKind.OF_INTEREST).toList();
    assertThat(named)
        .extracting(region -> region.name().orElseThrow())
        .containsExactly("whole", "middle", "corner");
    assertThat(named.get(0).share()).isCloseTo(1, EXACT);
    assertThat(named.get(0).mean()).isCloseTo(0.3, EXACT);
    assertThat(named.get(1).share()).isCloseTo(0.25, EXACT);
    assertThat(named.get(1).area()).isCloseTo(0.25, EXACT);
    assertThat(named.get(1).peak()).isCloseTo(1, EXACT);
    assertThat(named.get(2).mean()).isCloseTo(0.2, EXACT);
    assertThat(named.get(2).rank()).isEqualTo(3);
  }

  @Test
  void shouldScoreZeroOnABlankSchema() {
    Heatmap blank = new Heatmap(4, 4, new byte[16], new byte[16]);

    Region region =
        finder.find(blank, List.of(new NamedArea("logo", new Bounds(0, 0, 0.1, 0.1)))).get(0);

    assertThat(region.share()).isZero();
    assertThat(region.mean()).isZero();
    assertThat(region.rank()).isEqualTo(1);
  }

  @Test
  void shouldRefuseRulesAndBoundsThatMakeNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RegionRule(0, 0.5, 0.5, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RegionRule(0.1, 1, 0.5, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RegionRule(0.1, 0.5, 0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RegionRule(0.1, 0.5, 0.5, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RegionRule(0.1, 0.5, 0.5, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(0.5, 0, 0.6, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(0, 0, 1, Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NamedArea(" ", new Bounds(0, 0, 1, 1)));
  }

  @Test
  void shouldRefuseBoundsThatHoldNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Bounds(1, 0, 1e-6, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bounds(0.5, 0, 1e-18, 1))
        .withMessageContaining("left 0.5 and width 1.0E-18")
        .withMessageContaining("span less than 1.0E-6");
  }

  @Test
  void shouldMeasureASliverThatRoundingLeavesEmpty() {
    Heatmap map = new Heatmap(49, 1, new byte[49], new byte[49]);
    Bounds sliver = new Bounds(Math.nextDown(1.0), 0, 1e-6, 1);

    assertThat(finder.find(map, List.of(new NamedArea("edge", sliver))).get(0).mean()).isZero();
  }

  private static Heatmap trueOnly(byte[] trueSchema) {
    return new Heatmap(SIDE, SIDE, trueSchema, new byte[SIDE * SIDE]);
  }

  /** Round hills of {x, y, peak}, each about 24 cells wide at half its height. */
  private static byte[] hills(int[][] hills) {
    byte[] map = new byte[SIDE * SIDE];
    for (int cell = 0; cell < map.length; cell++) {
      double value = 0;
      for (int[] hill : hills) {
        double dx = cell % SIDE - hill[0];
        double dy = cell / SIDE - hill[1];
        value = Math.max(value, hill[2] * Math.exp(-(dx * dx + dy * dy) / 200));
      }
      map[cell] = (byte) Math.round(value);
    }
    return map;
  }
}
