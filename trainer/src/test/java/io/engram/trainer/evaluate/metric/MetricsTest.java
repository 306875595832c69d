package io.engram.trainer.evaluate.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MetricsTest {

  private static final float[] MAP = {0, 0, .2f, .6f};
  private static final boolean[] MARKED = {false, false, false, true};

  @TestFactory
  List<DynamicTest> shouldAgreeWithAnotherImplementation() {
    var tests = new ArrayList<DynamicTest>();
    for (var map : Reference.get("maps")) {
      tests.add(DynamicTest.dynamicTest(map.get("name").asText(), () -> check(map)));
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests;
  }

  private static void check(JsonNode map) {
    var predicted = Reference.floats(map.get("predicted"));
    var actual = Reference.floats(map.get("actual"));
    var marked = MarkedPixels.of(actual);
    var expected = map.get("expected");

    assertThat(MarkedPixels.count(marked)).isEqualTo(map.get("marked").asInt());
    check("l1", expected, Distance.l1(predicted, actual));
    check("mse", expected, Distance.mse(predicted, actual));
    check("correlation", expected, Correlation.of(predicted, actual));
    int width = map.get("width").asInt();
    check("ssim", expected, StructuralSimilarity.of(predicted, actual, width));
    check("auc-judd", expected, AreaUnderCurve.of(predicted, marked));
    check("nss", expected, ScanpathSaliency.of(predicted, marked));
    check("kl", expected, Divergence.of(predicted, actual));
    check("similarity", expected, Similarity.of(predicted, actual));
  }

  private static void check(String metric, JsonNode expected, double value) {
    assertThat(value).as(metric).isCloseTo(expected.get(metric).asDouble(), within(2e-6));
  }

  @TestFactory
  List<DynamicTest> shouldRankAsAnotherImplementationDoes() {
    var tests = new ArrayList<DynamicTest>();
    for (var ranks : Reference.get("ranks")) {
      tests.add(
          DynamicTest.dynamicTest(
              ranks.get("name").asText(),
              () ->
                  assertThat(
                          RankCorrelation.of(
                              Reference.doubles(ranks.get("a")), Reference.doubles(ranks.get("b"))))
                      .isCloseTo(ranks.get("expected").asDouble(), within(1e-12))));
    }
    return tests;
  }

  @Test
  void shouldFindEqualMapsEqual() {
    assertThat(Distance.l1(MAP, MAP)).isZero();
    assertThat(Correlation.of(MAP, MAP)).isCloseTo(1, within(1e-12));
    assertThat(AreaUnderCurve.of(MAP, MarkedPixels.of(MAP))).isEqualTo(1);
    assertThat(Divergence.of(MAP, MAP)).isCloseTo(0, within(1e-9));
    assertThat(Similarity.of(MAP, MAP)).isCloseTo(1, within(1e-6));
  }

  @Test
  void shouldMarkWhatReachesHalfOfTheMaximum() {
    assertThat(MarkedPixels.of(new float[] {.1f, .29f, .3f, .6f}))
        .containsExactly(false, false, true, true);
    assertThat(MarkedPixels.of(new float[] {0, 0})).containsExactly(false, false);
  }

  @Test
  void shouldBeUndefinedWhereNobodyMarkedAnything() {
    var nothing = new float[4];
    var none = MarkedPixels.of(nothing);
    assertThat(AreaUnderCurve.of(MAP, none)).isNaN();
    assertThat(ScanpathSaliency.of(MAP, none)).isNaN();
    assertThat(Divergence.of(MAP, nothing)).isNaN();
    assertThat(Similarity.of(MAP, nothing)).isNaN();
  }

  @Test
  void shouldHaveNoCurveWhereEverythingIsMarked() {
    assertThat(AreaUnderCurve.of(MAP, new boolean[] {true, true, true, true})).isNaN();
  }

  @Test
  void shouldRefuseMapsOfDifferentSizes() {
    var larger = new float[5];
    assertThatThrownBy(() -> Correlation.of(MAP, larger)).hasMessageContaining("4 and 5");
    assertThatThrownBy(() -> Distance.l1(MAP, larger)).hasMessageContaining("4 and 5");
    assertThatThrownBy(() -> AreaUnderCurve.of(larger, MARKED)).hasMessageContaining("5 and 4");
    assertThatThrownBy(() -> StructuralSimilarity.of(MAP, MAP, 2)).hasMessageContaining("11 x 11");
  }
}
