package io.engram.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.RgbImage;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.evaluate.metric.Correlation;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final RgbImage PHOTOGRAPH = new RgbImage(2, 2, new byte[12]);

  @Test
  void shouldCorrelateByHand() {
    // Deviations (-1.5, -0.5, 0.5, 1.5) and (-1, -1, 1, 1): 4 / sqrt(5 * 4).
    assertThat(Correlation.of(new float[] {0, 1, 2, 3}, new float[] {5, 5, 7, 7}))
        .isCloseTo(4 / Math.sqrt(20), within(1e-12));
    assertThat(Correlation.of(new float[] {0, 1}, new float[] {3, 2})).isEqualTo(-1);
    assertThat(Correlation.of(new float[] {1, 1}, new float[] {3, 2})).isZero();
  }

  @Test
  void shouldFindAPerfectPredictionPerfect() {
    var map = map(new int[] {0, 51, 102, 255}, new int[] {255, 0, 0, 51});
    var evaluation = evaluate(List.of(map), new float[] {0, .2f, .4f, 1, 1, 0, 0, .2f});
    assertThat(evaluation.l1()).isCloseTo(0, within(1e-6));
    assertThat(evaluation.trueSchema()).isCloseTo(1, within(1e-6));
    assertThat(evaluation.falseSchema()).isCloseTo(1, within(1e-6));
    assertThat(evaluation.sum()).isCloseTo(1, within(1e-6));
  }

  @Test
  void shouldMeasureDistanceOnTheWiderScaleOverThreeChannels() {
    // True schema wrong by 0.2 everywhere, false schema by 0.1, unused right: 2 * 0.3 / 3.
    var map = map(new int[] {51, 51, 51, 102}, new int[] {0, 0, 0, 0});
    var evaluation = evaluate(List.of(map), new float[] {.4f, .4f, .4f, .6f, .1f, .1f, .1f, .1f});
    assertThat(evaluation.l1()).isCloseTo(0.2, within(1e-6));
  }

  @Test
  void shouldLeaveBlankChannelsOutAndCountThem() {
    var marked = map(new int[] {0, 0, 0, 255}, new int[] {0, 0, 0, 255});
    var blank = map(new int[] {0, 0, 0, 255}, new int[] {4, 0, 3, 0});
    var evaluation = evaluate(List.of(marked, blank), new float[] {0, 0, 0, 1, 0, 0, 0, 1});
    assertThat(evaluation.falseSchema()).isCloseTo(1, within(1e-6));
    assertThat(evaluation.blankFalse()).isEqualTo(1);
    assertThat(evaluation.blankTrue()).isZero();
    assertThat(evaluation.images()).isEqualTo(2);
  }

  @Test
  void shouldAverageMapsIntoTheBaseline() {
    var one = map(new int[] {0, 0, 0, 255}, new int[] {0, 0, 0, 0});
    var two = map(new int[] {255, 0, 0, 255}, new int[] {0, 51, 0, 0});
    var mean = new MeanMap(List.of(pair(one), pair(two)));
    assertThat(mean.predict(List.of(PHOTOGRAPH)).get(0))
        .containsExactly(new float[] {.5f, 0, 0, 1, 0, .1f, 0, 0}, within(1e-6f));
    assertThat(mean.channelMeans()).containsExactly(new float[] {.375f, .025f}, within(1e-6f));
  }

  private static Evaluation evaluate(List<RgbImage> maps, float[] prediction) {
    var pairs = maps.stream().map(EvaluatorTest::pair).toList();
    return new Evaluator(pairs)
        .evaluate(photographs -> photographs.stream().map(photograph -> prediction).toList());
  }

  private static Pair pair(RgbImage map) {
    return new Pair("drawn", PHOTOGRAPH, map);
  }

  private static RgbImage map(int[] trueSchema, int[] falseSchema) {
    var rgb = new byte[12];
    for (int pixel = 0; pixel < 4; pixel++) {
      rgb[3 * pixel] = (byte) falseSchema[pixel];
      rgb[3 * pixel + 1] = (byte) trueSchema[pixel];
    }
    return new RgbImage(2, 2, rgb);
  }
}
