package io.engram.imaging.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.engram.imaging.DecodeLimits;
import io.engram.imaging.Heatmap;
import io.engram.imaging.ImageDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The default rule on observers' maps, made as smooth as a model's. */
class ObserversMapsTest {
  private static final int MAPS = 40;

  private final Path maps =
      Path.of(System.getProperty("engram.test.data", "../../shared/data"))
          .resolve("vischema-plus/vms");

  @BeforeEach
  void requireData() {
    assumeTrue(
        Files.isDirectory(maps),
        () -> "needs the VISCHEMA PLUS maps in " + maps + ": set -Dengram.test.data");
  }

  @Test
  void shouldFindAFewRegionsThatHoldMuchOfTheMap() throws Exception {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());
    RegionFinder finder = new RegionFinder(RegionRule.defaults());
    List<Path> files;
    try (Stream<Path> all = Files.list(maps)) {
      files = all.sorted().limit(MAPS).toList();
    }
    double total = 0;
    for (Path file : files) {
      Heatmap map =
          Heatmap.fromVmsMap(decoder.decode(Files.readAllBytes(file), 16, 16).pixels())
              .resize(128, 128);
      List<Region> found =
          finder.find(map, List.of()).stream()
              .filter(region -> region.kind() == RegionKind.TRUE_SCHEMA)
              .toList();
      assertThat(found).as(file.toString()).hasSizeBetween(1, 5);
      total += found.stream().mapToDouble(Region::share).sum();
    }
    assertThat(total / files.size()).isBetween(0.4, 0.95);
  }
}
