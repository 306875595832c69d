package io.engram.benchmarks;

import static io.engram.benchmarks.contender.Contender.BARE;
import static io.engram.benchmarks.contender.Contender.DECODE;
import static io.engram.benchmarks.contender.Contender.ENGRAM;
import static io.engram.benchmarks.contender.Contender.ENGRAM_AT_LEAST_ONCE;

import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.measure.Backlog;
import io.engram.benchmarks.measure.Comparison;
import io.engram.benchmarks.measure.Comparison.Extent;
import io.engram.benchmarks.measure.Scaling;
import io.engram.benchmarks.report.Report;
import io.engram.benchmarks.report.Section;
import io.engram.benchmarks.report.Setup;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.Console;
import io.engram.cli.console.Installation;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import io.engram.processor.config.ProcessorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of the benchmark, in a temporary folder. */
final class BenchRun {
  private static final int SIDE = 700;
  private static final int SMALL_SIDE = 96;

  /**
   * What to measure.
   *
   * @param images folder of JPEGs; empty for drawn ones
   * @param model bundle; empty for the shipped one
   * @param identity whether to measure with a model of no cost too
   * @param scaling images of each drain, if scaling is to be measured
   * @param settings of the processor that all contenders share
   */
  record Plan(
      Optional<Path> images,
      Optional<Path> model,
      List<Contender> contenders,
      Extent extent,
      int partitions,
      boolean identity,
      Optional<Integer> scaling,
      Map<String, String> settings) {
    Plan {
      contenders = contenders.stream().distinct().sorted().toList();
      settings = Map.copyOf(settings);
      if (partitions < 1) {
        throw new IllegalArgumentException("--partitions must be at least 1, was " + partitions);
      }
      if (scaling.isPresent() && scaling.get() < 10) {
        throw new IllegalArgumentException("--backlog must be at least 10, was " + scaling.get());
      }
      checkSettings(settings);
    }

    /** Before anything is started. */
    private static void checkSettings(Map<String, String> settings) {
      Map<String, String> all = new HashMap<>(settings);
      all.put("bootstrap.servers", "none");
      all.put("schema.registry.url", "http://none");
      try {
        ProcessorConfig.from(all);
      } catch (io.engram.processor.config.InvalidConfigException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }

  private final Console console;
  private final Plan plan;
  private final Path logs;

  BenchRun(Console console, Plan plan) {
    this.console = console;
    this.plan = plan;
    this.logs = Path.of(System.getProperty("engram.logs", "logs")).toAbsolutePath();
  }

  Report run() throws Exception {
    Path bundle = plan.model().orElseGet(() -> Installation.ofThisProcess(logs).shippedModel());
    Manifest manifest = ModelBundle.open(bundle).manifest();
    SampleImages samples =
        plan.images().isPresent() ? SampleImages.in(plan.images().get()) : SampleImages.drawn(SIDE);
    Path work = Files.createTempDirectory("engram-bench-");
    try {
      samples.writeTo(work.resolve("images"));
      Path free = work.resolve("identity");
      var input = manifest.input();
      TinyBundle.write(free, TinyModel.of(input.width(), input.height()));
      return new Report(
          setup(manifest, samples), sections(cast(bundle, work), cast(free, work), samples));
    } finally {
      delete(work);
    }
  }

  private List<Section> sections(Cast served, Cast free, SampleImages samples) throws Exception {
    List<Section> sections = new ArrayList<>();
    try (Stage stage = Stage.open(plan.partitions(), logs)) {
      Extent extent = plan.extent();
      Backlog backlog = Backlog.send(stage, samples, extent.warmUp(), extent.images());
      if (plan.identity()) {
        // Before latencies are measured, which adds images behind the backlog.
        Extent drains =
            new Extent(extent.rounds(), extent.warmUp(), extent.images(), Duration.ZERO);
        sections.add(
            new Comparison(stage, free, samples, drains, console, "identity")
                .run(
                    "A model of no cost beside decoding alone",
                    backlog,
                    List.of(DECODE, BARE, ENGRAM, ENGRAM_AT_LEAST_ONCE),
                    DECODE));
      }
      sections.add(
          0,
          new Comparison(stage, served, samples, extent, console, "model")
              .run("The model beside a bare loop", backlog, plan.contenders(), BARE));
    }
    if (plan.scaling().isPresent()) {
      SampleImages small = SampleImages.drawn(SMALL_SIDE);
      sections.add(
          new Scaling(free, small, plan.scaling().get(), logs, console)
              .run(
                  "Engram, exactly-once, a backlog of %,d images of %d x %d and a model of no cost"
                      .formatted(plan.scaling().get(), SMALL_SIDE, SMALL_SIDE)));
    }
    return sections;
  }

  private Cast cast(Path bundle, Path work) {
    return new Cast(
        bundle,
        work.resolve("images"),
        logs,
        Runtime.getRuntime().availableProcessors(),
        plan.settings());
  }

  private Setup setup(Manifest manifest, SampleImages samples) {
    Extent extent = plan.extent();
    return new Setup(
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        manifest.name() + " " + manifest.version(),
        plan.images().map(Path::toString).orElse("drawn, %d x %d".formatted(SIDE, SIDE)),
        samples.meanBytes(),
        plan.partitions(),
        extent.rounds(),
        extent.warmUp(),
        extent.images(),
        Math.toIntExact(extent.paced().toSeconds()),
        plan.settings());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
