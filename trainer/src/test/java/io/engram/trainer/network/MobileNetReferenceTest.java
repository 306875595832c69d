package io.engram.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.engram.trainer.optimise.ParameterVector;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Holds the backbone against an implementation by PyTorch's own layers, {@code
 * mobilenet/make_reference.py}: a weight, a norm or a stride in a wrong place changes every figure
 * after it.
 */
class MobileNetReferenceTest {

  private static final int SIDE = 64;

  @Test
  void shouldSeeWhatAnotherImplementationSees() throws Exception {
    try (var manager = Engine.getEngine("PyTorch").newBaseManager();
        var lines = reference()) {
      var network =
          (MobileNet) TestNetwork.random(new MobileNetConfig(SIDE, 17, 1, true, 0), manager, 1);
      network
          .backbone()
          .forEach(
              (name, parameter) ->
                  ParameterVector.overwrite(
                      parameter.getArray(), weight(name, parameter.getShape())));
      var features = network.features(photograph(manager), false);
      var found =
          Map.of(
              "eighth", features.eighth(),
              "sixteenth", features.sixteenth(),
              "deepest", features.deepest());

      var expected = lines.lines().skip(1).map(line -> line.split(",")).toList();

      assertThat(expected).hasSize(32 + 96 + 320);
      for (var row : expected) {
        var channel = found.get(row[0]).get(0).get(Long.parseLong(row[1]));
        assertThat((double) channel.mean().getFloat())
            .isCloseTo(Double.parseDouble(row[2]), within(1e-4));
        assertThat((double) channel.getFloat(0, 0))
            .isCloseTo(Double.parseDouble(row[3]), within(1e-4));
      }
    }
  }

  private static BufferedReader reference() {
    var file = MobileNetReferenceTest.class.getResourceAsStream("/mobilenet/features.csv");
    return new BufferedReader(
        new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
  }

  private static NDArray photograph(NDManager manager) {
    var shape = new Shape(1, 3, SIDE, SIDE);
    return manager.create(floats(numbers("photograph", shape.size()), 1, 0.5), shape);
  }

  private static float[] weight(String name, Shape shape) {
    var numbers = numbers(name, shape.size());
    if (shape.dimension() == 4) {
      double inputs = shape.get(1) * shape.get(2) * shape.get(3);
      return floats(numbers, Math.sqrt(8 / inputs), 0);
    }
    boolean isScale = name.endsWith(".weight") || name.endsWith(".running_var");
    return floats(numbers, 1, isScale ? 1 : 0);
  }

  /** The generator of the reference. */
  private static double[] numbers(String name, long count) {
    var crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    var numbers = new double[Math.toIntExact(count)];
    for (int i = 0; i < numbers.length; i++) {
      long x = i + crc.getValue();
      for (long factor : new long[] {0x45D9F3B, 0x119DE1F3}) {
        x = ((x ^ (x >> 16)) * factor) & 0xFFFFFFFFL;
      }
      x ^= x >> 16;
      numbers[i] = x / 0x1p32 - 0.5;
    }
    return numbers;
  }

  private static float[] floats(double[] numbers, double scale, double offset) {
    var floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (numbers[i] * scale + offset);
    }
    return floats;
  }
}
