package io.engram.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.cli.evaluate.Plot.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {

  @Test
  void shouldEndAxesOnRoundNumbersThatHoldAllValues() {
    Axis axis = Axis.around("score", List.of(0.032, 0.27));
    assertThat(axis.step()).isEqualTo(0.05);
    assertThat(axis.low()).isZero();
    assertThat(axis.high()).isCloseTo(0.3, within(1e-9));
  }

  @Test
  void shouldEndAnAxisOnTheLastValueWhereThatIsRound() {
    assertThat(Axis.around("epoch", List.of(0.0, 30.0)).high()).isEqualTo(30);
  }

  @Test
  void shouldHoldValuesThatAreAllEqual() {
    Axis axis = Axis.around("loss", List.of(2.0, 2.0));
    assertThat(axis.low()).isLessThanOrEqualTo(2);
    assertThat(axis.high()).isGreaterThan(2);
  }

  @Test
  void shouldPutHigherValuesHigherAndEscapeNames() {
    String svg =
        new Plot("a < b", new Axis("x", 0, 1, .5), new Axis("y", 0, 1, .5))
            .point(0, 1, "dot", "<script>")
            .point(1, 0, "dot", "low")
            .svg();
    assertThat(svg).contains("cx=\"56.00\" cy=\"14.00\"").contains("cx=\"466.00\" cy=\"274.00\"");
    assertThat(svg).contains("&lt;script&gt;").contains("a &lt; b").doesNotContain("<script");
  }
}
