package io.engram.trainer.export;

import io.engram.imaging.Heatmap;
import io.engram.imaging.RgbImage;
import io.engram.model.bundle.BundleWriter;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.Manifest.ReferenceScores;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.engine.Engines;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.evaluate.EnginePredictor;
import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.evaluate.Evaluator;
import io.engram.trainer.evaluate.HeatmapPredictor;
import io.engram.trainer.evaluate.NetworkPredictor;
import io.engram.trainer.network.HeatmapModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the bundle of a trained network. The exported file is first opened by the engine that will
 * serve it; what it answers there is held against the network, measured, and only then described
 * and put in place.
 */
public final class BundleExport {

  private static final String PREPROCESSING =
      "RGB, stretched to the input's size with anti-aliasing, EXIF orientation applied, one byte a"
          + " channel; scaling and normalisation lie inside the graph";

  /**
   * A bundle and what was measured on its way.
   *
   * @param validation of the exported file
   */
  public record Exported(ModelBundle bundle, Evaluation validation, Parity parity) {}

  private record Measured(Evaluation validation, Parity parity, ReferenceScores scores) {}

  private final List<Pair> validation;
  private final int threads;

  /**
   * Measures on {@code validation}, whose photographs and maps have the network's size, with {@code
   * threads} threads.
   */
  public BundleExport(List<Pair> validation, int threads) {
    this.validation = List.copyOf(validation);
    this.threads = threads;
  }

  /**
   * Exports {@code network} to {@code target}, replacing a bundle that is there.
   *
   * @param reference predicts with the same network, in DJL
   * @param candidate a directory of the caller's in which the bundle waits for its checks
   * @throws ExportFailedException if the file does not answer as the network does
   */
  public Exported export(
      HeatmapModel network,
      NetworkPredictor reference,
      ModelDescription description,
      Path candidate,
      Path target)
      throws IOException, ExportFailedException {
    var metadata = Map.of("name", description.name(), "version", description.version());
    var models = Map.of(Precision.FP32, OnnxExporter.export(network, metadata));
    int side = network.inputSide();
    var untested = draft(description, side, Map.of(), ReferenceHistogram.of(List.of()));
    var measured =
        measure(BundleWriter.replace(candidate, untested, models, "Not yet tested.\n"), reference);
    if (!measured.parity().holds()) {
      throw new ExportFailedException(
          "the exported model does not answer as the network does: %s, allowed %.0e; it is kept in %s"
              .formatted(measured.parity(), Parity.LIMIT, candidate),
          null);
    }
    var metrics = metrics(measured, description.baseline());
    var manifest = draft(description, side, metrics, measured.scores());
    var card = ModelCard.write(description, measured.validation(), measured.parity());
    var bundle = BundleWriter.replace(target, manifest, models, card);
    return new Exported(bundle, measured.validation(), measured.parity());
  }

  private Measured measure(ModelBundle candidate, NetworkPredictor reference)
      throws ExportFailedException {
    var config = new EngineConfig(Device.CPU, threads, Precision.FP32);
    try (var engine = Engines.open(candidate, config)) {
      var served = new EnginePredictor(engine);
      var photographs = validation.stream().map(Pair::photograph).toList();
      return new Measured(
          new Evaluator(validation).evaluate(served),
          Parity.between(reference, served, photographs),
          ReferenceHistogram.of(scores(served, photographs)));
    } catch (EngineUnavailableException e) {
      throw new ExportFailedException("the exported model does not load: " + e.getMessage(), e);
    }
  }

  private static List<Double> scores(HeatmapPredictor predictor, List<RgbImage> photographs) {
    return photographs.stream().map(photograph -> score(predictor, photograph)).toList();
  }

  private static double score(HeatmapPredictor predictor, RgbImage photograph) {
    var planes = FloatBuffer.wrap(predictor.predict(List.of(photograph)).get(0));
    return Heatmap.fromPlanes(planes, photograph.width(), photograph.height()).score();
  }

  private static Map<String, Double> metrics(Measured measured, Evaluation baseline) {
    var figures = new TreeMap<String, Double>();
    put(figures, "validation.", measured.validation());
    put(figures, "baseline.mean-map.", baseline);
    figures.put("parity.largest-difference", measured.parity().largest());
    return figures;
  }

  private static void put(Map<String, Double> figures, String prefix, Evaluation evaluation) {
    figures.put(prefix + "l1", evaluation.l1());
    figures.put(prefix + "correlation.true-schema", evaluation.trueSchema());
    figures.put(prefix + "correlation.false-schema", evaluation.falseSchema());
    figures.put(prefix + "correlation.sum", evaluation.sum());
    // A channel that is blank in every map has no correlation, and JSON no word for that.
    figures.values().removeIf(value -> !Double.isFinite(value));
  }

  private static Manifest draft(
      ModelDescription description, int side, Map<String, Double> metrics, ReferenceScores scores) {
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
        scores);
  }
}
