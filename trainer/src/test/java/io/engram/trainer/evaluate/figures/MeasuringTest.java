package io.engram.trainer.evaluate.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.RgbImage;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.evaluate.Evaluator;
import io.engram.trainer.evaluate.HeatmapPredictor;
import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasuringTest {

  private static final int SIDE = 12;
  private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);

  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final List<Pair> pairs = pairs(40);

  @AfterEach
  void close() {
    workers.shutdownNow();
  }

  @Test
  void shouldGiveTheFiguresThatATrainingSees() throws Exception {
    HeatmapPredictor predictor = constant(ramp());
    var quick = new Evaluator(pairs).evaluate(predictor);
    var measured = measure(predictor);

    assertThat(mean(measured, Figure.L1_SIGNED)).isCloseTo(quick.l1(), within(1e-9));
    assertThat(mean(measured, Figure.CORRELATION_TRUE)).isCloseTo(quick.trueSchema(), within(1e-9));
    assertThat(mean(measured, Figure.CORRELATION_FALSE))
        .isCloseTo(quick.falseSchema(), within(1e-9));
    assertThat(mean(measured, Figure.CORRELATION_SUM)).isCloseTo(quick.sum(), within(1e-9));
    assertThat(measured.mean(Figure.CORRELATION_FALSE, BOOTSTRAP).excluded())
        .isEqualTo(quick.blankFalse())
        .isEqualTo(8);
  }

  /** Runs a task only when somebody waits for its result, and counts those that nobody has yet. */
  private static final class Idle extends AbstractExecutorService {
    private int waiting;
    private int most;

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
      return new FutureTask<>(callable) {
        @Override
        public T get() throws InterruptedException, ExecutionException {
          waiting--;
          run();
          return super.get();
        }
      };
    }

    @Override
    public void execute(Runnable task) {
      most = Math.max(most, ++waiting);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  @Test
  void shouldNotPredictFarAheadOfWhatIsMeasured() throws Exception {
    var idle = new Idle();
    var many = pairs(200);
    var measured = new Measuring(many, idle).measure("constant", constant(ramp()));
    assertThat(idle.most).isLessThanOrEqualTo(64);
    assertThat(measured.images())
        .extracting(ImageFigures::name)
        .isEqualTo(many.stream().map(Pair::name).toList());
  }

  @Test
  void shouldScaleDistancesToTheWiderRange() throws Exception {
    var measured = measure(constant(ramp()));
    assertThat(mean(measured, Figure.L1_SIGNED))
        .isCloseTo(2 * mean(measured, Figure.L1_UNIT), within(1e-9));
    assertThat(mean(measured, Figure.MSE_SIGNED_BOTH))
        .isCloseTo(4 * mean(measured, Figure.MSE_UNIT_BOTH), within(1e-9));
    // The blue channel is empty here, so that the third channel adds nothing but itself.
    assertThat(mean(measured, Figure.MSE_UNIT))
        .isCloseTo(mean(measured, Figure.MSE_UNIT_BOTH) * 2 / 3, within(1e-9));
  }

  @Test
  void shouldDefineEveryFigureOfAMarkedImageAndNoneThatNeedsMarksOfABlankOne() throws Exception {
    var measured = measure(constant(ramp()));
    var blank = measured.images().get(0);
    assertThat(measured.images().get(1).figures().values()).doesNotContain(Double.NaN).hasSize(25);
    assertThat(blank.get(Figure.AUC_FALSE)).isNaN();
    assertThat(blank.get(Figure.KL_FALSE)).isNaN();
    assertThat(blank.get(Figure.SSIM_FALSE)).isBetween(-1.0, 1.0);
    assertThat(blank.get(Figure.AUC_SUM)).isBetween(0.0, 1.0);
  }

  @Test
  void shouldCallTheBetterPredictorBetterWhicheverWayAFigureGoes() throws Exception {
    var perfect = measure(photographs -> perfect(photographs));
    var constant = measure(constant(ramp()));
    Figure.all()
        .forEach(
            figure -> {
              assertThat(perfect.gainOver(constant, figure, BOOTSTRAP).isAboveZero())
                  .as(figure.id())
                  .isTrue();
              assertThat(constant.gainOver(perfect, figure, BOOTSTRAP).isBelowZero())
                  .as(figure.id())
                  .isTrue();
            });
  }

  @Test
  void shouldScoreAnImageAsServingDoes() throws Exception {
    var image = measure(constant(ramp())).images().get(3);
    double sum = 0;
    for (float value : ramp()) {
      sum += value;
    }
    assertThat(image.score()).isCloseTo(sum / (2 * SIDE * SIDE), within(0.002));
    assertThat(image.peoplesScore()).isPositive();
  }

  @Test
  void shouldCompareOnTheSameImagesOnly() throws Exception {
    var all = measure(constant(ramp()));
    var some = all.only(name -> name.endsWith("7"));
    assertThat(some.images()).hasSize(4);
    assertThatThrownBy(() -> all.gainOver(some, Figure.KL_SUM, BOOTSTRAP))
        .hasMessageContaining("not measured on the same images");
  }

  @Test
  void shouldNameEachFigureOnce() {
    var ids = Figure.all().map(Figure::id).toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  private Measured measure(HeatmapPredictor predictor) throws InterruptedException {
    return new Measuring(pairs, workers).measure("drawn", predictor);
  }

  private static double mean(Measured measured, Figure figure) {
    return measured.mean(figure, BOOTSTRAP).value();
  }

  private static HeatmapPredictor constant(float[] heatmap) {
    return photographs -> Collections.nCopies(photographs.size(), heatmap);
  }

  /** The drawn photographs are their own maps. */
  private static List<float[]> perfect(List<RgbImage> photographs) {
    var heatmaps = new ArrayList<float[]>();
    for (var photograph : photographs) {
      var heatmap = new float[2 * SIDE * SIDE];
      for (int i = 0; i < SIDE * SIDE; i++) {
        heatmap[i] = (photograph.rgb()[3 * i + 1] & 0xff) / 255f;
        heatmap[SIDE * SIDE + i] = (photograph.rgb()[3 * i] & 0xff) / 255f;
      }
      heatmaps.add(heatmap);
    }
    return heatmaps;
  }

  private static float[] ramp() {
    var heatmap = new float[2 * SIDE * SIDE];
    for (int i = 0; i < heatmap.length; i++) {
      heatmap[i] = i % (SIDE * SIDE) / (float) (SIDE * SIDE);
    }
    return heatmap;
  }

  private static List<Pair> pairs(int count) {
    var random = new SplittableRandom(3);
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < count; i++) {
      var rgb = new byte[3 * SIDE * SIDE];
      mark(rgb, 1, random);
      if (i % 5 != 0) {
        mark(rgb, 0, random);
      }
      var image = new RgbImage(SIDE, SIDE, rgb);
      pairs.add(new Pair("image " + i, image, image));
    }
    return pairs;
  }

  private static void mark(byte[] rgb, int channel, SplittableRandom random) {
    int left = random.nextInt(SIDE - 4);
    int top = random.nextInt(SIDE - 4);
    for (int y = top; y < top + 4; y++) {
      for (int x = left; x < left + 4; x++) {
        rgb[3 * (y * SIDE + x) + channel] = (byte) (100 + 20 * (x - left));
      }
    }
  }
}
