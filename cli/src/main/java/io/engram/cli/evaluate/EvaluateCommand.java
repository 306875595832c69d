package io.engram.cli.evaluate;

import io.engram.cli.console.CommandFailedException;
import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.cli.console.Installation;
import io.engram.cli.console.ProgressLine;
import io.engram.cli.console.StopSignal;
import io.engram.cli.data.CacheFolder;
import io.engram.cli.data.DataOptions;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.Engines;
import io.engram.model.engine.InferenceEngine;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.PairReader;
import io.engram.trainer.dataset.PairSource;
import io.engram.trainer.dataset.cache.CacheListener;
import io.engram.trainer.dataset.cache.PairCache;
import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.study.Experiment;
import io.engram.trainer.evaluate.study.ModelStudy;
import io.engram.trainer.evaluate.study.StudyImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code engram evaluate}: how well a model predicts people's maps. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Measures a model bundle on photographs with Visual Memory Schema maps, next to maps that look at"
          + " no photograph, each figure with its 95%% interval.",
      "Writes evaluation.json, per-image.csv and report.html, a page with plots and examples."
    },
    footer = {
      "",
      "report.html holds photographs of the data set: mind its terms before passing it on.",
      "Example: engram evaluate --bundle runs/light/bundle --dataset vischema-plus"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private final Console console;
  private final StopSignal stop;
  private final ProgressLine progress;
  private final Installation installation;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "The model bundle. Default: the one that Engram ships.")
  private Path bundle;

  @Mixin private DataOptions dataOptions;

  @Option(
      names = "--split",
      paramLabel = "CSV",
      description = "Names of the images to measure on, one a line. Default: the validation list.")
  private Path split;

  @Option(
      names = "--precision",
      defaultValue = "fp32",
      paramLabel = "NAME",
      description = "Graph of the bundle: fp32, fp16 or int8. Default: ${DEFAULT-VALUE}.")
  private Precision precision;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description =
          "Hit rates of a memory experiment to hold image scores against: a CSV file about"
              + " photographs of the data set, columns file and hit_rate, or a folder or zip file"
              + " laid out like LaMem, whose validation images are scored for it.")
  private Path scores;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write. Default: evaluations/MODEL.")
  private Path out;

  @Option(names = "--json", description = "Print evaluation.json instead of a table.")
  private boolean json;

  public EvaluateCommand(Console console, StopSignal stop, Installation installation) {
    this.console = console;
    this.stop = stop;
    this.progress = new ProgressLine(console, Clock.systemUTC());
    this.installation = installation;
  }

  /** The user asked to stop. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Integer call() throws Exception {
    ModelBundle opened = ModelBundle.open(bundle == null ? installation.shippedModel() : bundle);
    Path root = dataOptions.path().toAbsolutePath().normalize();
    var subject = new Subject(opened, precision, String.valueOf(root.getFileName()));
    DatasetDirectory data = dataOptions.open();
    String fingerprint = DataFingerprint.of(data);
    StudyImages images = images(data, fingerprint.equals(opened.manifest().dataFingerprint()));
    Optional<Experiment> experiment = experiment(images);
    Path folder = out == null ? Path.of("evaluations", opened.manifest().name()) : out;
    Files.createDirectories(folder);
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (InferenceEngine engine =
        Engines.open(opened, new EngineConfig(Device.AUTO, threads, precision))) {
      requireSquare(engine, opened);
      ModelStudy study =
          ModelStudy.of(
              engine,
              subject.name(),
              images,
              cached(data, fingerprint, workers),
              experiment,
              Bootstrap.defaults(),
              workers,
              this::reached);
      var examples = new Examples(data, new PairReader(data, workers), engine).of(study);
      write(subject, study, examples, folder);
    } catch (StoppedException e) {
      progress.interject("Stopped. Nothing was written.");
      return ExitCode.STOPPED;
    } finally {
      workers.shutdownNow();
    }
    return ExitCode.OK;
  }

  private PairSource cached(DatasetDirectory data, String fingerprint, ExecutorService workers) {
    var reader = new PairReader(data, workers, (pairs, of) -> reached("reading", pairs, of));
    var warning =
        new CacheListener() {
          @Override
          public void unusable(Path folder, IOException reason) {
            console.say(
                "%s: cannot keep decoded images (%s); they are decoded each time"
                    .formatted(folder, reason.getMessage()));
          }
        };
    return new PairCache(reader, fingerprint, CacheFolder.ofThisUser(), warning);
  }

  private void write(Subject subject, ModelStudy study, List<Example> examples, Path folder)
      throws IOException {
    String text = new EvaluationJson(subject, study).text();
    Files.writeString(folder.resolve("evaluation.json"), text);
    PerImageCsv.write(study, folder.resolve("per-image.csv"));
    Path report = folder.resolve("report.html");
    new EvaluationPage(subject, study, LearningCurves.beside(subject.bundle()), examples)
        .write(report);
    if (json) {
      console.out().print(text);
      console.out().flush();
    } else {
      new TerminalTable(study, console::print).print();
    }
    progress.interject("Wrote " + report + ", evaluation.json and per-image.csv.");
  }

  private void reached(String step, int done, int of) {
    if (stop.isRaised()) {
      throw new StoppedException();
    }
    progress.show(() -> "%s images: %d of %d".formatted(step, done, of));
  }

  private Optional<Experiment> experiment(StudyImages images)
      throws InvalidDatasetException, CommandFailedException {
    return scores == null
        ? Optional.empty()
        : Optional.of(new ScoresOption(scores).experiment(images, dataOptions.path()));
  }

  private StudyImages images(DatasetDirectory data, boolean trainedOn)
      throws InvalidDatasetException {
    if (split == null) {
      return StudyImages.of(data, trainedOn);
    }
    StudyImages images = StudyImages.of(data, trainedOn, data.namesIn(split));
    if (images.seenBefore() > 0) {
      console.say(
          "%d of the %d images are in the data set's training list: a model trained on it knows them."
              .formatted(images.seenBefore(), images.validation().size()));
    }
    return images;
  }

  private static void requireSquare(InferenceEngine engine, ModelBundle bundle)
      throws CommandFailedException {
    if (engine.input().width() != engine.input().height()
        || engine.output().width() != engine.output().height()) {
      throw new CommandFailedException(
          bundle.directory().toString(),
          "the model takes or gives pictures that are not square",
          "Evaluate a model with square pictures.");
    }
  }
}
