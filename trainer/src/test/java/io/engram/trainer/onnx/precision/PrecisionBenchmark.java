package io.engram.trainer.onnx.precision;

import io.engram.model.bundle.BundleWriter;
import io.engram.model.bundle.Histogram;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.Engines;
import io.engram.model.engine.InferenceEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Prints what a picture costs in each precision, through the engine that serves, and how much
 * faster than fp32 that is. Rounds alternate between precisions, so that whatever else the machine
 * does hits all of them; each figure is a median.
 *
 * <pre>
 * ./mvnw -q -pl trainer -am test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/engram.cp
 * java -cp trainer/target/test-classes:trainer/target/classes:$(cat /tmp/engram.cp) \
 *   io.engram.trainer.onnx.precision.PrecisionBenchmark [BUNDLE...]
 * </pre>
 *
 * Without arguments it takes the paper's U-Net with random weights at 128x128 and 256x256.
 */
final class PrecisionBenchmark {

  private static final int ROUNDS = 9;
  private static final int[] BATCHES = {1, 8};
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private PrecisionBenchmark() {}

  public static void main(String[] bundles) throws Exception {
    for (var bundle : bundles) {
      compare(bundle, ModelBundle.open(Path.of(bundle)));
    }
    if (bundles.length == 0) {
      for (int side : new int[] {128, 256}) {
        var folder = Files.createTempDirectory("engram-benchmark");
        compare("U-Net 32..512, %dx%1$d".formatted(side), unet(folder.resolve("bundle"), side));
      }
    }
  }

  private static ModelBundle unet(Path folder, int side) throws Exception {
    var full = RandomUNet.of(side, RandomUNet.PAPER, false);
    var models =
        Map.of(
            Precision.FP32, full,
            Precision.FP16, HalfPrecision.convert(full),
            Precision.INT8, IntegerPrecision.convert(full, RandomUNet.pictures(4, side), THREADS));
    var draft =
        Manifest.draft(
            "unet",
            "0",
            new Manifest.Input(side, side),
            "none",
            new Manifest.Output(side, side),
            Map.of(),
            Map.of(),
            new Manifest.Training("none", 0, "none", Map.of()),
            "none",
            new Histogram(List.of(0.0, 1.0), List.of(0L)),
            null);
    return BundleWriter.write(folder, draft, models, "For speed only.\n");
  }

  private static void compare(String name, ModelBundle bundle) throws Exception {
    var engines = new EnumMap<Precision, InferenceEngine>(Precision.class);
    for (var precision : Precision.values()) {
      if (bundle.has(precision)) {
        var config = new EngineConfig(Device.CPU, THREADS, precision);
        engines.put(precision, Engines.open(bundle, config));
      }
    }
    for (int batch : BATCHES) {
      var times = measure(engines, batch);
      double full = median(times.get(Precision.FP32));
      times.forEach(
          (precision, all) ->
              System.out.printf(
                  "%-24s batch %d  %-4s %8.2f ms/image  %.2f times as fast as fp32%n",
                  name, batch, precision.id(), median(all), full / median(all)));
    }
    engines.values().forEach(InferenceEngine::close);
  }

  private static Map<Precision, double[]> measure(
      Map<Precision, InferenceEngine> engines, int batch) throws Exception {
    var times = new EnumMap<Precision, double[]>(Precision.class);
    // The first round is for warming up.
    for (int round = -1; round < ROUNDS; round++) {
      for (var engine : engines.entrySet()) {
        double milliseconds = score(engine.getValue(), batch);
        if (round >= 0) {
          times.computeIfAbsent(engine.getKey(), p -> new double[ROUNDS])[round] = milliseconds;
        }
      }
    }
    return times;
  }

  private static double score(InferenceEngine engine, int batch) throws Exception {
    var noise = new byte[3 * batch * engine.input().width() * engine.input().height()];
    new Random(1).nextBytes(noise);
    var pixels = ByteBuffer.allocateDirect(noise.length).put(noise).flip();
    int floats = 2 * batch * engine.output().width() * engine.output().height();
    FloatBuffer heatmaps =
        ByteBuffer.allocateDirect(floats * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    long start = System.nanoTime();
    engine.score(pixels, batch, heatmaps);
    return (System.nanoTime() - start) / 1e6 / batch;
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
