package io.engram.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.RgbImage;
import io.engram.trainer.dataset.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchStreamTest {

  private static final int SIDE = 16;
  private static final Augmentation MOVES = new Augmentation(0.5, 0.5, 0.1, 0, 0, 0);
  private static final Augmentation ALL = new Augmentation(0.5, 0.5, 0.1, 0.3, 0.1, 0.1);
  private static final Augmentation NONE = new Augmentation(0, 1, 0, 0, 0, 0);

  private final ExecutorService many = Executors.newFixedThreadPool(4);
  private final ExecutorService one = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    many.shutdownNow();
    one.shutdownNow();
  }

  @Test
  void shouldMoveMapAndPhotographTogether() throws Exception {
    // Each pair's map is its photograph, so the green plane must equal the true schema.
    var batch = stream(MOVES, 1, many).next();
    int size = SIDE * SIDE;
    for (int image = 0; image < batch.size(); image++) {
      int green = (3 * image + 1) * size;
      int red = 3 * image * size;
      var photograph = Arrays.copyOfRange(batch.photographs(), green, green + size);
      var map = Arrays.copyOfRange(batch.maps(), 2 * image * size, (2 * image + 1) * size);
      assertThat(photograph).containsExactly(map, within(1e-5f));
      var reds = Arrays.copyOfRange(batch.photographs(), red, red + size);
      var falses = Arrays.copyOfRange(batch.maps(), (2 * image + 1) * size, 2 * (image + 1) * size);
      assertThat(reds).containsExactly(falses, within(1e-5f));
    }
  }

  @Test
  void shouldGiveTheSameBatchesWhateverTheThreads() throws Exception {
    var first = stream(ALL, 3, many);
    var second = stream(ALL, 3, one);
    for (int i = 0; i < 4; i++) {
      assertThat(first.next().photographs()).isEqualTo(second.next().photographs());
    }
  }

  @Test
  void shouldChangeFromEpochToEpoch() throws Exception {
    assertThat(stream(ALL, 1, many).next().photographs())
        .isNotEqualTo(stream(ALL, 2, many).next().photographs());
  }

  @Test
  void shouldShowEachImageAtMostOnceAnEpochAndEndThere() throws Exception {
    var stream = stream(NONE, 1, many);
    var seen = new TreeSet<Float>();
    for (int i = 0; i < 4; i++) {
      var batch = stream.next();
      for (int image = 0; image < batch.size(); image++) {
        // Blue is constant and differs from image to image.
        seen.add(batch.photographs()[(3 * image + 2) * SIDE * SIDE]);
      }
    }
    assertThat(seen).hasSize(16);
    assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
  }

  private static BatchStream stream(Augmentation rule, int epoch, ExecutorService workers) {
    return new BatchStream(pairs(), new BatchPlan(4, SIDE, SIDE, rule), 5, epoch, workers);
  }

  /** 18 pairs: four batches of four and two left over. */
  private static List<Pair> pairs() {
    var random = new SplittableRandom(1);
    return new ArrayList<>(
        IntStream.range(0, 18)
            .mapToObj(
                i -> {
                  var rgb = new byte[3 * 24 * 24];
                  random.nextBytes(rgb);
                  for (int pixel = 0; pixel < 24 * 24; pixel++) {
                    rgb[3 * pixel + 2] = (byte) (10 * i);
                  }
                  var image = new RgbImage(24, 24, rgb);
                  return new Pair("pair" + i, image, image);
                })
            .toList());
  }
}
