package io.engram.trainer.run;

import io.engram.trainer.augment.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Prints what a training step costs, in time and in memory; CONTRIBUTING.md says how to run it.
 * {@code trainer/benchmarks/step.py} prints the same for the paper's U-Net in Python's PyTorch.
 */
final class StepBenchmark {

  private static final int ROUNDS = 7;
  private static final int STEPS_PER_ROUND = 3;

  private StepBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    var uNet = TinyTraining.with(Presets.uNet(), "batchSize", 4, "network.maps", "two-channel");
    time("u-net 32..512, 256x256, batch 4", uNet);
    time("light, 128x128, batch 32", Presets.light());
    memory(TinyTraining.with(Presets.light(), "batchSize", 8), 50, 20);
  }

  private static void time(String name, TrainingConfig config) {
    try (var trainer = trainer(config)) {
      var batch = batch(config);
      trainer.step(batch);
      var seconds = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        for (int step = 0; step < STEPS_PER_ROUND; step++) {
          trainer.step(batch);
        }
        seconds[round] = (System.nanoTime() - begin) / 1e9 / STEPS_PER_ROUND;
      }
      Arrays.sort(seconds);
      print("%s: %.3f s a step (median of %d rounds)", name, seconds[ROUNDS / 2], ROUNDS);
    }
  }

  /** Memory of the process that is not the Java heap's, at the start and at the end. */
  private static void memory(TrainingConfig config, int epochs, int stepsPerEpoch)
      throws IOException {
    try (var trainer = trainer(config)) {
      var batch = batch(config);
      long early = 0;
      for (int epoch = 1; epoch <= epochs; epoch++) {
        for (int step = 0; step < stepsPerEpoch; step++) {
          trainer.step(batch);
        }
        if (epoch == 5) {
          early = residentKilobytes();
        }
      }
      print(
          "resident memory after 5 epochs: %d MB, after %d: %d MB",
          early / 1024, epochs, residentKilobytes() / 1024);
    }
  }

  private static HeatmapTrainer trainer(TrainingConfig config) {
    var means = new float[] {.2f, .1f};
    return new HeatmapTrainer(config, DeviceChoice.CPU, Ancestors.none(), means, 10_000);
  }

  private static long residentKilobytes() throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static Batch batch(TrainingConfig config) {
    var random = new SplittableRandom(1);
    int side = config.network().side();
    var photographs = new float[config.batchSize() * 3 * side * side];
    var maps = new float[config.batchSize() * 2 * config.lossSide() * config.lossSide()];
    for (var values : List.of(photographs, maps)) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble();
      }
    }
    return new Batch(config.batchSize(), side, photographs, config.lossSide(), maps);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
