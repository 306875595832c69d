package io.engram.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.RgbImage;
import io.engram.trainer.dataset.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {

  private static final int SIDE = 64;
  private static final RgbImage PHOTOGRAPH = new RgbImage(1, 1, new byte[3]);

  @Test
  void shouldPredictNothingInBlack() {
    assertThat(ConstantMap.black(2).predict(List.of(PHOTOGRAPH, PHOTOGRAPH)))
        .containsExactly(new float[8], new float[8]);
  }

  @Test
  void shouldTakeTheMedianOfAnOddAndAnEvenNumberOfMaps() {
    var one = pair(1, 0, 255);
    var two = pair(1, 51, 255);
    var three = pair(1, 153, 0);
    assertThat(onlyPrediction(new MedianMap(List.of(three, one, two))))
        .containsExactly(new float[] {.2f, 1}, within(1e-6f));
    assertThat(onlyPrediction(new MedianMap(List.of(one, two))))
        .containsExactly(new float[] {.1f, 1}, within(1e-6f));
  }

  @Test
  void shouldTakeTheSameMedianBandByBand() {
    var maps = List.of(bell(0.8, 0.25, 0.4, 0.15), bell(0.5, 0.3, 0.6, 0.1), bell(0.2, 1, 0.9, 1));
    // Bands of 7 pixels, the last one shorter.
    assertThat(onlyPrediction(new MedianMap(maps, 63)))
        .isEqualTo(onlyPrediction(new MedianMap(maps)));
  }

  @Test
  void shouldFindTheBellThatTheMapsHave() {
    var gaussian = new CentreGaussian(new MeanMap(List.of(bell(0.8, 0.25, 0.4, 0.15))));
    assertThat(gaussian.trueSchema().sigma()).isCloseTo(0.25, within(0.002));
    assertThat(gaussian.trueSchema().amplitude()).isCloseTo(0.8, within(0.01));
    assertThat(gaussian.falseSchema().sigma()).isCloseTo(0.15, within(0.002));
    assertThat(gaussian.falseSchema().amplitude()).isCloseTo(0.4, within(0.01));
    var map = onlyPrediction(gaussian);
    assertThat(map[SIDE / 2 * SIDE + SIDE / 2]).isCloseTo(.8f, within(.01f));
    assertThat(map[0]).isCloseTo((float) (0.8 * Math.exp(-0.5 / 0.125)), within(.01f));
  }

  private static float[] onlyPrediction(HeatmapPredictor predictor) {
    return predictor.predict(List.of(PHOTOGRAPH)).get(0);
  }

  private static Pair pair(int side, int trueSchema, int falseSchema) {
    var rgb = new byte[3 * side * side];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) falseSchema;
      rgb[i + 1] = (byte) trueSchema;
    }
    return new Pair("drawn", PHOTOGRAPH, new RgbImage(side, side, rgb));
  }

  private static Pair bell(double green, double greenSigma, double red, double redSigma) {
    var rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      double x = (i % SIDE + 0.5) / SIDE - 0.5;
      int row = i / SIDE;
      double y = (row + 0.5) / SIDE - 0.5;
      double square = x * x + y * y;
      rgb[3 * i] = value(red, square / (2 * redSigma * redSigma));
      rgb[3 * i + 1] = value(green, square / (2 * greenSigma * greenSigma));
    }
    return new Pair("bell", PHOTOGRAPH, new RgbImage(SIDE, SIDE, rgb));
  }

  private static byte value(double amplitude, double exponent) {
    return (byte) Math.round(255 * amplitude * Math.exp(-exponent));
  }
}
