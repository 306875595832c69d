package io.engram.trainer.run;

import io.engram.trainer.augment.Batch;
import io.engram.trainer.dataset.DrawnDataset;
import io.engram.trainer.network.MapCoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Prints what a training step costs, in time and in memory; CONTRIBUTING.md says how to run it.
 * {@code trainer/benchmarks/step.py} prints the same for the paper's U-Net in Python's PyTorch.
 */
final class StepBenchmark {

  private static final int ROUNDS = 7;
  private static final int STEPS_PER_ROUND = 3;
  private static final int EPOCHS = 50;

  private StepBenchmark() {}

  /** Measures both, or only what is named: {@code time} or {@code memory}. */
  public static void main(String[] arguments) throws Exception {
    var wanted = arguments.length == 0 ? List.of("memory", "time") : List.of(arguments);
    // Memory first: what a large network leaves behind would hide what a small one takes.
    if (wanted.contains("memory")) {
      memory("light", TinyTraining.config(EPOCHS));
      memory("gan", TinyTraining.adversarial(EPOCHS, MapCoding.RGB));
    }
    if (wanted.contains("time")) {
      time();
    }
  }

  private static void time() {
    var uNet = TinyTraining.with(Presets.uNet(), "batchSize", 4, "network.maps", "two-channel");
    time("u-net 32..512, 256x256, batch 4", uNet);
    time("light, 128x128, batch 32", Presets.light());
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

  /**
   * Resident memory of the process, heap included, early in a training and at its end; the heap is
   * of a fixed size if Java is started with equal -Xms and -Xmx.
   */
  private static void memory(String name, TrainingConfig config) throws Exception {
    var folder = Files.createTempDirectory("engram-benchmark");
    var dataset = DrawnDataset.draw(folder.resolve("data"), 64, 16);
    var resident = new TreeMap<Integer, Long>();
    var listener =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochEnded event) {
            resident.put(event.epoch(), residentKilobytes() / 1024);
          }
        };
    var task = new TrainingTask(config, Ancestors.none(), dataset, folder.resolve("run"));
    TrainingRun.start(task, Machine.plain(), listener, () -> false);
    for (int epoch = 10; epoch <= EPOCHS; epoch += 10) {
      print("%s: resident memory after %d epochs %d MB", name, epoch, resident.get(epoch));
    }
  }

  private static HeatmapTrainer trainer(TrainingConfig config) {
    var means = new float[] {.2f, .1f};
    return new HeatmapTrainer(config, DeviceChoice.CPU, Ancestors.none(), means, 10_000);
  }

  private static long residentKilobytes() {
    List<String> status;
    try {
      status = Files.readAllLines(Path.of("/proc/self/status"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
