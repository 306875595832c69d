package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Latency;
import io.engram.benchmarks.figures.MemoryUse;
import io.engram.benchmarks.figures.Pace;
import io.engram.benchmarks.figures.SwapCost;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.stage.ModelSwapper;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.Console;
import io.engram.model.bundle.BundleWriter;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.store.ModelStore;
import io.engram.model.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Engram, exactly-once, while models are swapped under it: one process, which scores a drain
 * before, during and after swaps, one after another, and a time at half of its capacity during
 * swaps and then without. Code gets faster as it is used, so what comes after is the harder
 * comparison.
 */
public final class SwapRun {
  private static final double LOAD = 0.5;
  private static final int LOOKS = 5;
  private static final Duration LEAST_PACED = Duration.ofSeconds(1);

  private final Cast cast;
  private final SampleImages samples;
  private final Extent extent;
  private final int partitions;
  private final int swaps;
  private final Console console;

  /**
   * @param swaps over which memory is looked at
   */
  public SwapRun(
      Cast cast, SampleImages samples, Extent extent, int partitions, int swaps, Console console) {
    this.cast = cast;
    this.samples = samples;
    this.extent = extent;
    this.partitions = partitions;
    this.swaps = swaps;
    this.console = console;
  }

  /** Measures; an image that is lost or doubled ends it. */
  public SwapCost run() throws Exception {
    Path folder = cast.place().resolve("swaps");
    ModelBundle served = ModelBundle.open(cast.bundle());
    ModelBundle twin = twin(served, folder.resolve("twin"));
    Path store = folder.resolve("store");
    try (ModelStore models = ModelStore.open(StoreConfig.folder(store))) {
      models.publish(served);
      models.publish(twin);
    }
    Cast following =
        cast.with("model.store", store.toString())
            .with("model.cache-folder", folder.resolve("copies").toString());
    try (Stage stage = Stage.open(partitions, cast.place());
        PacedRun engram = PacedRun.start(stage, samples, Contender.ENGRAM, following, "swaps");
        ModelSwapper swapper = stage.swapper(List.of(served, twin))) {
      return measure(engram, swapper);
    }
  }

  private SwapCost measure(PacedRun engram, ModelSwapper swapper) throws Exception {
    engram.warmUp(extent.warmUp());
    double before = rate(engram);
    var during = new During(swapper);
    double swapping = during.swaps(() -> rate(engram));
    int drainSwaps = during.count;
    double after = rate(engram);
    console.say(
        "swaps: %.1f images/s before, %.1f during %d, %.1f after"
            .formatted(before, swapping, drainSwaps, after));
    double quiet = (before + after) / 2;
    Pace pace = new Pace(LOAD * quiet, LEAST_PACED, paced());
    Latency busy = during.swaps(() -> engram.measure(pace, LOAD));
    Latency idle = engram.measure(pace, LOAD);
    console.say(
        "swaps: p99 %.0f ms during %d, %.0f ms after"
            .formatted(busy.p99Millis(), during.count - drainSwaps, idle.p99Millis()));
    return new SwapCost(during.count, quiet, swapping, idle, busy, memory(engram, swapper));
  }

  private Duration paced() {
    return extent.paced().compareTo(LEAST_PACED) < 0 ? LEAST_PACED : extent.paced();
  }

  private double rate(PacedRun engram) throws Exception {
    long begin = System.nanoTime();
    engram.warmUp(extent.images());
    return extent.images() / ((System.nanoTime() - begin) / 1e9);
  }

  /** Swaps with a little to do in between, as the last model ends with its last image. */
  private List<MemoryUse> memory(PacedRun engram, ModelSwapper swapper) throws Exception {
    List<MemoryUse> looks = new ArrayList<>();
    looks.add(engram.memoryAfter(0));
    for (int i = 1; i <= swaps; i++) {
      swapper.swap();
      engram.warmUp(10);
      if (i % Math.max(1, swaps / LOOKS) == 0 || i == swaps) {
        MemoryUse look = engram.memoryAfter(i);
        console.say("after %d swaps: %,.0f MB".formatted(i, look.residentBytes() / 1e6));
        looks.add(look);
      }
    }
    return looks;
  }

  /** The same graphs under another version. */
  private static ModelBundle twin(ModelBundle bundle, Path folder) throws IOException {
    Manifest one = bundle.manifest();
    Manifest other =
        Manifest.draft(
            one.name(),
            one.version() + "-twin",
            one.input(),
            one.preprocessing(),
            one.output(),
            one.calibration(),
            one.metrics(),
            one.training(),
            one.dataFingerprint(),
            one.referenceScores(),
            one.referenceInputs());
    Map<Precision, byte[]> graphs = new EnumMap<>(Precision.class);
    for (Precision precision : one.files().keySet()) {
      graphs.put(precision, bundle.read(precision));
    }
    Files.createDirectories(folder.getParent());
    return BundleWriter.write(folder, other, graphs, "The same again.\n");
  }

  /** Swaps one after another for as long as something else takes. */
  private static final class During {
    private final ModelSwapper swapper;
    private volatile boolean over;
    private int count;

    During(ModelSwapper swapper) {
      this.swapper = swapper;
    }

    <T> T swaps(Callable<T> work) throws Exception {
      over = false;
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        Future<Integer> swapped = thread.submit(this::swap);
        T result;
        try {
          result = work.call();
        } finally {
          over = true;
        }
        count += swapped.get();
        return result;
      } finally {
        thread.shutdown();
        // The swapper is closed after this, and must not be in use then.
        thread.awaitTermination(1, TimeUnit.MINUTES);
      }
    }

    private int swap() throws Exception {
      int swapped = 0;
      while (!over) {
        swapper.swap();
        swapped++;
      }
      return swapped;
    }
  }
}
