package io.engram.trainer.export;

import io.engram.imaging.Heatmap;
import io.engram.imaging.RgbImage;
import io.engram.model.bundle.Histogram;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.engine.Engines;
import io.engram.model.engine.InferenceEngine;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.evaluate.EnginePredictor;
import io.engram.trainer.evaluate.Evaluation;
import io.engram.trainer.evaluate.Evaluator;
import io.engram.trainer.evaluate.HeatmapPredictor;
import io.engram.trainer.export.PrecisionReport.Change;
import io.engram.trainer.export.PrecisionReport.Kept;
import io.engram.trainer.export.PrecisionReport.LeftOut;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.List;

/**
 * Opens the files of a bundle in the engine that will serve them, and measures what they answer.
 */
final class CandidateCheck {

  private final ModelBundle candidate;
  private final List<Pair> validation;
  private final List<RgbImage> photographs;
  private final int threads;

  CandidateCheck(ModelBundle candidate, List<Pair> validation, int threads) {
    this.candidate = candidate;
    this.validation = validation;
    this.photographs = validation.stream().map(Pair::photograph).toList();
    this.threads = threads;
  }

  /** What the file in 32 bits answers. */
  record Full(Kept report, Histogram scores) {}

  /**
   * Measures the file in 32 bits.
   *
   * @throws ExportFailedException if it does not answer as {@code reference} does
   */
  Full full(HeatmapPredictor reference) throws IOException, ExportFailedException {
    try (var engine = open(Precision.FP32)) {
      var served = new EnginePredictor(engine);
      var parity = Parity.between(reference, served, photographs);
      if (!parity.holds()) {
        throw new ExportFailedException(
            "the exported model does not answer as the network does: %s, allowed %.0e; it is kept in %s"
                .formatted(parity, Parity.LIMIT, candidate.directory()),
            null);
      }
      var evaluation = new Evaluator(validation).evaluate(served);
      var change = Change.between(evaluation, evaluation);
      return new Full(
          new Kept(Precision.FP32, size(Precision.FP32), evaluation, parity, change),
          ReferenceHistograms.scores(photographs.stream().mapToDouble(p -> score(served, p))));
    } catch (EngineUnavailableException e) {
      throw new ExportFailedException("the exported model does not load: " + e.getMessage(), e);
    }
  }

  /** Measures a file of lower precision; {@code full} is of the one in 32 bits. */
  PrecisionReport lower(Precision precision, Evaluation full) throws IOException {
    try (var fullEngine = open(Precision.FP32);
        var engine = open(precision)) {
      var served = new EnginePredictor(engine);
      var evaluation = new Evaluator(validation).evaluate(served);
      var parity = Parity.between(new EnginePredictor(fullEngine), served, photographs);
      var change = Change.between(full, evaluation);
      var objection = PrecisionLimit.of(precision).objection(parity, change);
      return objection.isPresent()
          ? new LeftOut(precision, objection.get())
          : new Kept(precision, size(precision), evaluation, parity, change);
    } catch (EngineUnavailableException e) {
      return new LeftOut(precision, "it does not load: " + e.getMessage());
    }
  }

  private InferenceEngine open(Precision precision) throws EngineUnavailableException {
    return Engines.open(candidate, new EngineConfig(Device.CPU, threads, precision));
  }

  private long size(Precision precision) throws IOException {
    return Files.size(candidate.file(precision));
  }

  private static double score(HeatmapPredictor predictor, RgbImage photograph) {
    var planes = FloatBuffer.wrap(predictor.predict(List.of(photograph)).get(0));
    return Heatmap.fromPlanes(planes, photograph.width(), photograph.height()).score();
  }
}
