package io.engram.trainer.export;

import io.engram.imaging.RgbImage;
import io.engram.model.bundle.BundleWriter;
import io.engram.model.bundle.Histogram;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.evaluate.NetworkPredictor;
import io.engram.trainer.export.CandidateCheck.Full;
import io.engram.trainer.export.PrecisionReport.Kept;
import io.engram.trainer.export.PrecisionReport.LeftOut;
import io.engram.trainer.network.HeatmapModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the bundle of a trained network, in every {@link Precision}. The exported files are first
 * opened by the engine that will serve them; what they answer there is held against the network,
 * measured, and only then described and put in place. The export fails if the file in 32 bits does
 * not answer as the network does. A file of a lower precision that loses too much is left out, and
 * the log and the model card say so: the training is done, and its result serves without.
 */
public final class BundleExport {

  private static final Logger LOG = LoggerFactory.getLogger(BundleExport.class);

  private static final String PREPROCESSING =
      "RGB, stretched to the input's size with anti-aliasing, EXIF orientation applied, one byte a"
          + " channel; scaling and normalisation lie inside the graph";

  /**
   * With a quarter of them ranges vary from sample to sample; with twice as many nothing changes.
   */
  private static final int CALIBRATION_SAMPLE = 128;

  /**
   * A bundle and what was measured on its way.
   *
   * @param validation of the file in 32 bits
   * @param parity of the file in 32 bits with the network
   * @param reports on each precision, in the order of the constants
   */
  public record Exported(
      ModelBundle bundle, Evaluation validation, Parity parity, List<PrecisionReport> reports) {}

  private final List<Pair> validation;
  private final List<RgbImage> calibration;
  private final int threads;

  /**
   * Prepares exports.
   *
   * @param validation photographs and maps of the network's size, to measure on
   * @param calibration photographs of the network's size that it learned from, at least one, to
   *     find the ranges of int8 on; see {@link #calibrationSample}
   * @param threads to compute with
   */
  public BundleExport(List<Pair> validation, List<RgbImage> calibration, int threads) {
    this.validation = validation;
    this.calibration = List.copyOf(calibration);
    this.threads = threads;
  }

  /** As many of {@code all} as calibration needs, from beginning to end at equal steps. */
  public static <T> List<T> calibrationSample(List<T> all) {
    int count = Math.min(all.size(), CALIBRATION_SAMPLE);
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }

  /**
   * Exports {@code network} to {@code target}, replacing a bundle that is there.
   *
   * @param reference predicts with the same network, in DJL
   * @param candidate a directory of the caller's in which the bundle waits for its checks
   * @throws ExportFailedException if the file in 32 bits does not answer as the network does
   */
  public Exported export(
      HeatmapModel network,
      NetworkPredictor reference,
      ModelDescription description,
      Path candidate,
      Path target)
      throws IOException, ExportFailedException {
    var metadata = Map.of("name", description.name(), "version", description.version());
    var written = LowerPrecisions.of(OnnxExporter.export(network, metadata), calibration, threads);
    int side = network.inputSide();
    var untested =
        draft(description, side, Map.of(), ReferenceHistograms.scores(DoubleStream.empty()));
    var bundle = BundleWriter.replace(candidate, untested, written.models(), "Not yet tested.\n");
    var check = new CandidateCheck(bundle, validation, threads);
    var full = check.full(reference);
    var reports = new ArrayList<PrecisionReport>(List.of(full.report()));
    for (var precision : List.of(Precision.FP16, Precision.INT8)) {
      var failure = written.failures().get(precision);
      reports.add(
          failure == null
              ? check.lower(precision, full.report().evaluation())
              : new LeftOut(precision, failure));
    }
    reports.forEach(BundleExport::warn);
    return place(description, side, full, reports, written.models(), target);
  }

  private static void warn(PrecisionReport report) {
    if (report instanceof LeftOut leftOut) {
      LOG.warn("The bundle has no {} file: {}", leftOut.precision().id(), leftOut.reason());
    }
  }

  private static Exported place(
      ModelDescription description,
      int side,
      Full full,
      List<PrecisionReport> reports,
      Map<Precision, byte[]> written,
      Path target)
      throws IOException {
    var models = new EnumMap<Precision, byte[]>(Precision.class);
    var metrics = new TreeMap<String, Double>();
    put(metrics, "validation.", full.report().evaluation());
    put(metrics, "baseline.mean-map.", description.baseline());
    for (var report : reports) {
      if (report instanceof Kept kept) {
        models.put(kept.precision(), written.get(kept.precision()));
        put(metrics, kept);
      }
    }
    // A channel that is blank in every map has no correlation, and JSON no word for that.
    metrics.values().removeIf(value -> !Double.isFinite(value));
    var manifest = draft(description, side, metrics, full.scores());
    var evaluation = full.report().evaluation();
    var card = ModelCard.write(description, evaluation, reports);
    var bundle = BundleWriter.replace(target, manifest, models, card);
    return new Exported(bundle, evaluation, full.report().parity(), List.copyOf(reports));
  }

  private static void put(Map<String, Double> figures, Kept kept) {
    var prefix = "parity." + kept.precision().id() + ".";
    figures.put(prefix + "largest-difference", kept.parity().largest());
    figures.put(prefix + "mean-difference", kept.parity().mean());
    figures.put(prefix + "correlation-change.true-schema", kept.change().trueSchema());
    figures.put(prefix + "correlation-change.false-schema", kept.change().falseSchema());
    figures.put(prefix + "correlation-change.sum", kept.change().sum());
  }

  private static void put(Map<String, Double> figures, String prefix, Evaluation evaluation) {
    figures.put(prefix + "l1", evaluation.l1());
    figures.put(prefix + "correlation.true-schema", evaluation.trueSchema());
    figures.put(prefix + "correlation.false-schema", evaluation.falseSchema());
    figures.put(prefix + "correlation.sum", evaluation.sum());
  }

  private static Manifest draft(
      ModelDescription description, int side, Map<String, Double> metrics, Histogram scores) {
    return Manifest.draft(
        description.name(),
        description.version(),
        new Manifest.Input(side, side),
        PREPROCESSING,
        new Manifest.Output(side, side),
        Map.of(),
        metrics,
        description.training(),
        description.dataFingerprint(),
        scores,
        description.inputs());
  }
}
