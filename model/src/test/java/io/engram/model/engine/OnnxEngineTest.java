package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import io.engram.model.testing.TinyModel.Answer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEngineTest {
  private static final TinyModel MODEL = TinyModel.of(12, 8);
  private static final int LARGEST = 5;

  @TempDir Path folder;
  private InferenceEngine engine;
  private ByteBuffer pixels;
  private FloatBuffer heatmaps;

  @BeforeEach
  void open() throws EngineUnavailableException {
    engine =
        Engines.open(
            TinyBundle.write(folder.resolve("tiny"), MODEL),
            new EngineConfig(Device.CPU, 2, Precision.FP32));
    pixels = ByteBuffer.allocateDirect(engine.input().bytes(LARGEST));
    heatmaps = floats(engine.output().floats(LARGEST));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void shouldScoreBatchesOfAnySizeInTheSameBuffers() throws EngineException {
    for (int count : new int[] {1, 2, 5, 2, 1}) {
      byte[] pictures = noise(count, count);
      pixels.put(0, pictures);

      engine.score(pixels, count, heatmaps);

      assertAnswer(MODEL.expected(pictures, count), 0);
    }
  }

  @Test
  void shouldReadAndWriteFromThePositionsOn() throws EngineException {
    byte[] picture = noise(9, 1);
    pixels.put(7, picture).position(7);
    heatmaps.put(10, -1f).position(11);

    engine.score(pixels, 1, heatmaps);

    assertAnswer(MODEL.expected(picture, 1), 11);
    assertThat(heatmaps.get(10)).isEqualTo(-1f);
    assertThat(heatmaps.get(11 + engine.output().floats(1))).isZero();
    assertThat(pixels.position()).isEqualTo(7);
    assertThat(heatmaps.position()).isEqualTo(11);
  }

  @Test
  void shouldRefuseBuffersThatDoNotFit() {
    refuses(pixels, 0, heatmaps, "A batch holds at least 1 picture, was 0");
    refuses(pixels, 6, heatmaps, "pixels must have room for 1728, has 1440");
    refuses(pixels, 5, floats(239), "heatmaps must have room for 240, has 239");
    refuses(ByteBuffer.allocate(1440), 5, heatmaps, "pixels must be a direct buffer");
    refuses(pixels, 5, FloatBuffer.allocate(240), "heatmaps must be a direct buffer");
    refuses(
        pixels,
        5,
        ByteBuffer.allocateDirect(960).order(foreign()).asFloatBuffer(),
        "heatmaps must be writable and in native byte order");
    refuses(
        pixels,
        5,
        heatmaps.asReadOnlyBuffer(),
        "heatmaps must be writable and in native byte order");
  }

  @Test
  void shouldFailWhenTheGraphGivesMoreThanItPromised() throws Exception {
    ModelBundle bundle =
        TinyBundle.write(folder.resolve("broken"), MODEL.withAnswer(Answer.TOO_MANY));

    try (InferenceEngine broken =
        Engines.open(bundle, new EngineConfig(Device.CPU, 1, Precision.FP32))) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> broken.score(pixels, 2, heatmaps))
          .withMessageContaining("2 pictures could not be scored on cpu: ");
    }
  }

  @Test
  void shouldScoreNothingOnceClosed() {
    engine.close();
    engine.close();

    assertThatIllegalStateException().isThrownBy(() -> engine.score(pixels, 1, heatmaps));
  }

  private void refuses(ByteBuffer in, int count, FloatBuffer out, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.score(in, count, out))
        .withMessage(message);
  }

  private void assertAnswer(float[] expected, int from) {
    float[] actual = new float[expected.length];
    heatmaps.get(from, actual);
    assertThat(actual).containsExactly(expected, within(1e-6f));
  }

  private static byte[] noise(long seed, int count) {
    byte[] values = new byte[count * 12 * 8 * 3];
    new SplittableRandom(seed).nextBytes(values);
    return values;
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static ByteOrder foreign() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }
}
