package io.engram.benchmarks;

import static io.engram.benchmarks.contender.Contender.BARE;
import static io.engram.benchmarks.contender.Contender.DECODE;
import static io.engram.benchmarks.contender.Contender.ENGRAM;
import static io.engram.benchmarks.contender.Contender.ENGRAM_AT_LEAST_ONCE;

import io.engram.benchmarks.child.Workplace;
import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.MemoryUse;
import io.engram.benchmarks.figures.SwapCost;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.measure.Attempts;
import io.engram.benchmarks.measure.Comparison;
import io.engram.benchmarks.measure.Conditions;
import io.engram.benchmarks.measure.Extent;
import io.engram.benchmarks.measure.MemoryRun;
import io.engram.benchmarks.measure.Scaling;
import io.engram.benchmarks.measure.SwapRun;
import io.engram.benchmarks.report.Report;
import io.engram.benchmarks.report.Section;
import io.engram.benchmarks.report.Setup;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.Console;
import io.engram.cli.console.Installation;
import io.engram.cli.console.StopSignal;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import io.engram.processor.config.InvalidConfigException;
import io.engram.processor.config.ProcessorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One run of the benchmark, in a temporary folder. */
final class BenchRun {
  private static final int SIDE = 700;
  private static final int SMALL_SIDE = 96;

  /** Without a model's cost, as many images as with it would be over in a second or two. */
  private static final int IDENTITY_TIMES = 4;

  /**
   * What to measure.
   *
   * @param images folder of JPEGs; empty for drawn ones
   * @param model bundle; empty for the shipped one
   * @param identity whether to measure with a model of no cost too
   * @param scaling images of each drain, if scaling is to be measured
   * @param memory images of the drain over which memory is to be looked at, if it is
   * @param swaps of models over which memory is to be looked at, if their cost is to be measured
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
      Optional<Integer> memory,
      Optional<Integer> swaps,
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
      if (memory.isPresent() && memory.get() < 10) {
        throw new IllegalArgumentException("--memory must be at least 10, was " + memory.get());
      }
      if (swaps.isPresent() && swaps.get() < 1) {
        throw new IllegalArgumentException("--swaps must be at least 1, was " + swaps.get());
      }
      checkSettings(settings);
    }

    /** Before anything is started. */
    private static void checkSettings(Map<String, String> settings) {
      try {
        ProcessorConfig.from(Cast.withoutStage(settings));
      } catch (InvalidConfigException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }

  private final Console console;
  private final Plan plan;
  private final StopSignal stop;
  private final Attempts attempts;
  private final Path logs;

  /**
   * @param stop raised once a signal ends this process
   */
  BenchRun(Console console, Plan plan, StopSignal stop) {
    this.console = console;
    this.plan = plan;
    this.stop = stop;
    this.attempts = new Attempts(console, stop);
    this.logs = Path.of(System.getProperty("engram.logs", "logs"));
  }

  Report run() throws Exception {
    Path bundle =
        plan.model().orElseGet(() -> Installation.ofThisProcess(Optional.of(logs)).shippedModel());
    Manifest manifest = ModelBundle.open(bundle).manifest();
    SampleImages samples =
        plan.images().isPresent() ? SampleImages.in(plan.images().get()) : SampleImages.drawn(SIDE);
    try (Workplace place = Workplace.create(logs, stop)) {
      samples.writeTo(place.resolve("images"));
      Path free = place.resolve("identity");
      var input = manifest.input();
      TinyBundle.write(free, TinyModel.of(input.width(), input.height()));
      Cast costless = cast(free, place);
      List<Section> sections = sections(cast(bundle, place), costless, samples);
      List<MemoryUse> memory = new ArrayList<>();
      if (plan.memory().isPresent()) {
        String title = "Resident memory over %,d images".formatted(plan.memory().get());
        attempts
            .take(title, () -> memoryRun(costless, plan.memory().get()).run(memory::add))
            .ifPresent(reason -> sections.add(Section.failed(title, reason)));
      }
      AtomicReference<SwapCost> swaps = new AtomicReference<>();
      if (plan.swaps().isPresent()) {
        String title = "Swaps of models under load";
        attempts
            .take(title, () -> swaps.set(swapRun(cast(bundle, place), samples).run()))
            .ifPresent(reason -> sections.add(Section.failed(title, reason)));
      }
      return new Report(setup(manifest, samples), sections, memory, swaps.get());
    }
  }

  private List<Section> sections(Cast served, Cast free, SampleImages samples) throws Exception {
    List<Section> sections = new ArrayList<>();
    add(
        sections,
        "The model beside a bare loop",
        title -> compare(title, "model", served, samples, plan.extent(), plan.contenders(), BARE));
    if (plan.identity()) {
      add(
          sections,
          "A model of no cost beside decoding alone",
          title ->
              compare(
                  title,
                  "identity",
                  free,
                  samples,
                  plan.extent().drains(IDENTITY_TIMES),
                  List.of(DECODE, BARE, ENGRAM, ENGRAM_AT_LEAST_ONCE),
                  DECODE));
    }
    if (plan.scaling().isPresent()) {
      int backlog = plan.scaling().get();
      SampleImages small = SampleImages.drawn(SMALL_SIDE);
      add(
          sections,
          "Engram, exactly-once, a backlog of %,d images of %d x %d and a model of no cost"
              .formatted(backlog, SMALL_SIDE, SMALL_SIDE),
          title -> new Scaling(free, small, backlog, free.place(), console, attempts).run(title));
    }
    return sections;
  }

  private Section compare(
      String title,
      String name,
      Cast cast,
      SampleImages samples,
      Extent extent,
      List<Contender> contenders,
      Contender baseline)
      throws Exception {
    try (Stage stage = Stage.open(plan.partitions(), cast.place())) {
      return new Comparison(new Conditions(stage, cast, samples, extent, console, attempts, name))
          .run(title, contenders, baseline);
    }
  }

  /** Measures a section. */
  private interface Measurement {
    Section of(String title) throws Exception;
  }

  private void add(List<Section> sections, String title, Measurement measurement) throws Exception {
    attempts
        .take(title, () -> sections.add(measurement.of(title)))
        .ifPresent(reason -> sections.add(Section.failed(title, reason)));
  }

  private SwapRun swapRun(Cast cast, SampleImages samples) {
    return new SwapRun(
        cast, samples, plan.extent(), plan.partitions(), plan.swaps().orElseThrow(), console);
  }

  private MemoryRun memoryRun(Cast cast, int images) {
    SampleImages small = SampleImages.drawn(SMALL_SIDE);
    return new MemoryRun(cast, small, images, plan.partitions(), console);
  }

  private Cast cast(Path bundle, Workplace place) {
    return new Cast(
        bundle,
        place.resolve("images"),
        place,
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
}
