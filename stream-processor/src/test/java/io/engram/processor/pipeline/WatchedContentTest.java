package io.engram.processor.pipeline;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.processor.batch.FakeEngine;
import io.engram.processor.drift.WatchedImage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the watch of a model is told of. */
class WatchedContentTest {
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private TestPipeline images;

  private record Seen(String version, WatchedImage image) {}

  @BeforeEach
  void start() throws Exception {
    images =
        new TestPipeline(engine(), model -> image -> seen.add(new Seen(model.version(), image)));
  }

  @AfterEach
  void stop() {
    images.close();
  }

  private static FakeEngine engine() {
    FakeEngine engine = new FakeEngine();
    engine.turns.release(100);
    return engine;
  }

  /** Scores a picture of 3 x 2 pixels, all of that red. */
  private Outcome score(int red) throws Exception {
    byte[] rgb = new byte[3 * 2 * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) red;
    }
    return score(new PngEncoder().encode(new RgbImage(3, 2, rgb)));
  }

  private Outcome score(byte[] content) throws Exception {
    return images.submit(content).get(1, MINUTES);
  }

  private Seen next() throws Exception {
    return seen.poll(1, MINUTES);
  }

  @Test
  void shouldSeeWhatAnImageIsLike() throws Exception {
    score(51);

    WatchedImage image = next().image();
    assertThat(image.score()).isCloseTo(0.2, within(1e-9));
    assertThat(image.brightness()).isCloseTo(0.299 * 0.2, within(1e-9));
    assertThat(image.width()).isEqualTo(3);
    assertThat(image.height()).isEqualTo(2);
  }

  @Test
  void shouldSeeEqualImagesOnceAndBadOnesNever() throws Exception {
    score(51);
    assertThat(((Outcome.Scored) score(51)).heatmap().getCached()).isTrue();
    assertThat(score(new byte[] {1})).isInstanceOf(Outcome.Rejected.class);
    assertThat(score(FakeEngine.REFUSED)).isInstanceOf(Outcome.Rejected.class);
    score(102);

    assertThat(next().image().score()).isCloseTo(0.2, within(1e-9));
    assertThat(next().image().score()).isCloseTo(0.4, within(1e-9));
    assertThat(seen).isEmpty();
  }

  @Test
  void shouldWatchEachModelByItself() throws Exception {
    score(51);
    assertThat(next().version()).isEqualTo("1");

    images.pipeline.serve(TestPipeline.model("2", engine()));
    score(51);

    assertThat(next().version()).isEqualTo("2");
  }
}
