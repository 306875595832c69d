package io.engram.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.schemas.Bounds;
import io.engram.schemas.RegionOfInterest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class RegionOptionTest {
  private final RegionOption option = new RegionOption();

  @Test
  void shouldReadANameAndFourFractions() {
    assertThat(option.convert("call to action=0.7,0.85,0.3,0.15"))
        .isEqualTo(new RegionOfInterest("call to action", new Bounds(0.7, 0.85, 0.3, 0.15)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "logo",
        "logo=",
        "=0,0,1,1",
        "logo=0,0,1",
        "logo=0,0,1,1,1",
        "logo=a,0,1,1",
        "logo=0,0,0,1",
        "logo=-0.1,0,1,1",
        "logo=0,0.5,1,0.6",
        "logo=NaN,0,1,1"
      })
  void shouldRefuseWhatIsNoRegion(String text) {
    assertThatThrownBy(() -> option.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
