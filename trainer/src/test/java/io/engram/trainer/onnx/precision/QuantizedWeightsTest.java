package io.engram.trainer.onnx.precision;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.trainer.onnx.schema.NodeProto;
import java.nio.FloatBuffer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QuantizedWeightsTest {

  private static final NodeProto CONVOLUTION = NodeProto.newBuilder().setOpType("Conv").build();
  private static final NodeProto TRANSPOSED =
      NodeProto.newBuilder().setOpType("ConvTranspose").build();

  @Test
  void shouldGiveEachOutputChannelAllTheRangeThatNoProcessorOverflows() {
    float[] weights = {0.9f, -2, 0.5f, 0.001f, 0.0015f, -0.004f};
    var quantized =
        QuantizedWeights.of(CONVOLUTION, Constants.ofFloats("w", weights, 2, 3, 1, 1), null, 0.1f);
    assertThat(quantized.weights()).containsExactly(28, -63, 16, 16, 24, -63);
    assertThat(quantized.scales()).containsExactly(2 / 63f, 0.004f / 63);
    assertThat(quantized.biases()).isEmpty();
  }

  @Test
  void shouldFindTheOutputChannelsOfATransposedConvolutionInTheSecondDimension() {
    float[] weights = {0.9f, 100, -2, 40};
    var quantized =
        QuantizedWeights.of(TRANSPOSED, Constants.ofFloats("w", weights, 2, 2, 1, 1), null, 1);
    assertThat(quantized.axis()).isEqualTo(1);
    assertThat(quantized.weights()).containsExactly(28, 63, -63, 25);
  }

  @Test
  void shouldMeasureBiasesInSumsOfProducts() {
    var weights = Constants.ofFloats("w", new float[] {0.63f, -1.26f}, 2, 1, 1, 1);
    var biases = Constants.ofFloats("b", new float[] {1, -1}, 2);
    var quantized = QuantizedWeights.of(CONVOLUTION, weights, biases, 0.5f);
    assertThat(quantized.biases()).containsExactly(200, -100);
    assertThat(quantized.biasScales(0.5f)).containsExactly(0.005f, 0.01f);
  }

  /** Folding a batch norm leaves such channels behind: no weights to speak of, but a bias. */
  @Test
  void shouldTellTheBiasOfADeadChannel() {
    var weights = Constants.ofFloats("w", new float[] {1e-30f, 0, 1}, 3, 1, 1, 1);
    var biases = Constants.ofFloats("b", new float[] {3, 0, 0}, 3);
    var quantized = QuantizedWeights.of(CONVOLUTION, weights, biases, 0.01f);
    var units = quantized.biasScales(0.01f);
    assertThat(quantized.biases()[0] * units[0]).isCloseTo(3, Offset.offset(1e-5f));
    assertThat(quantized.weights()).containsExactly(0, 0, 63);
    assertThat(quantized.scales()[1]).isEqualTo(1);
  }

  /** What rounding takes from the sum of products comes back, for inputs as they are on average. */
  @Test
  void shouldMakeUpForRoundingInTheBias() {
    float[] weights = {63, 0.4f, 63, -0.4f, 63, 0.4f, 0, 63};
    float[] biases = {10, 10, 10, 10};
    var means = new ChannelMeans();
    means.add(new long[] {1, 2, 1, 2}, FloatBuffer.wrap(new float[] {90, 110, 0, 400}));
    means.add(new long[] {1, 2, 1, 2}, FloatBuffer.wrap(new float[] {100, 100, 200, 200}));

    var dense = Constants.ofFloats("w", weights, 4, 2, 1, 1);
    var joined = QuantizedWeights.of(CONVOLUTION, dense, Constants.ofFloats("b", biases, 4), 1);
    assertThat(joined.biases()).containsExactly(10, 10, 10, 10);
    assertThat(joined.correctedFor(dense, means, 1).biases()).containsExactly(90, -70, 90, 10);
    assertThat(joined.correctedFor(dense, null, 1)).isSameAs(joined);

    var grouped = Constants.ofFloats("w", weights, 4, 1, 1, 2);
    var apart = QuantizedWeights.of(CONVOLUTION, grouped, Constants.ofFloats("b", biases, 4), 1);
    assertThat(apart.correctedFor(grouped, means, 1).biases()).containsExactly(50, -30, 90, 10);
  }
}
