package io.engram.cli.results;

import static io.engram.cli.results.Results.region;
import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.Bounds;
import io.engram.schemas.Region;
import io.engram.schemas.RegionKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberedTest {
  private static final Bounds MIDDLE = new Bounds(0.4, 0.4, 0.2, 0.2);

  @Test
  void shouldNameTheSubmittersRegionsBeforeThoseFound() {
    assertThat(
            remembered(
                region(RegionKind.TRUE_SCHEMA, null, MIDDLE, 0.9, 1),
                region(RegionKind.OF_INTEREST, "logo", MIDDLE, 0.05, 2),
                region(RegionKind.OF_INTEREST, "product", MIDDLE, 0.41, 1)))
        .isEqualTo("product 41%, logo 5%");
  }

  @Test
  void shouldNameTheThreeStrongestOnly() {
    assertThat(
            remembered(
                region(RegionKind.TRUE_SCHEMA, null, MIDDLE, 0.4, 1),
                region(RegionKind.TRUE_SCHEMA, null, MIDDLE, 0.3, 2),
                region(RegionKind.TRUE_SCHEMA, null, MIDDLE, 0.2, 3),
                region(RegionKind.TRUE_SCHEMA, null, MIDDLE, 0.1, 4)))
        .isEqualTo("centre 40%, centre 30%, centre 20%");
  }

  @Test
  void shouldLeaveOutWhatIsRememberedFalsely() {
    assertThat(remembered(region(RegionKind.FALSE_SCHEMA, null, MIDDLE, 0.4, 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0, top left",
    "0.4, 0.0, top",
    "0.8, 0.8, bottom right",
    "0.0, 0.4, left",
    "0.4, 0.4, centre"
  })
  void shouldSayWhereAFoundRegionLies(double left, double top, String where) {
    var region = region(RegionKind.TRUE_SCHEMA, null, new Bounds(left, top, 0.2, 0.2), 0.5, 1);

    assertThat(Remembered.name(region)).isEqualTo(where);
  }

  private static String remembered(Region... regions) {
    return Remembered.of(Results.score("a").setRegions(List.of(regions)).build());
  }
}
