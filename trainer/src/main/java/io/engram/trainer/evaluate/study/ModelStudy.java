package io.engram.trainer.evaluate.study;

import io.engram.model.engine.InferenceEngine;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.PairReader;
import io.engram.trainer.evaluate.CentreGaussian;
import io.engram.trainer.evaluate.ConstantMap;
import io.engram.trainer.evaluate.EnginePredictor;
import io.engram.trainer.evaluate.MeanMap;
import io.engram.trainer.evaluate.MedianMap;
import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.evaluate.figures.Measuring;
import io.engram.trainer.evaluate.score.HitRates;
import io.engram.trainer.evaluate.score.ScoreStudy;
import io.engram.trainer.evaluate.score.ScoreStudy.Scores;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Everything that is measured of one model.
 *
 * @param images that it is of
 * @param side of the maps that are compared, in pixels: the model's own output
 * @param model on the validation images
 * @param baselines on the same images: mean map, median map, centre Gaussian, black
 * @param centre what the centre Gaussian was fitted to be
 * @param training the model on the images that it was trained on
 * @param fit whether it fits those too closely
 * @param score against a memory experiment, if one was given
 * @param bootstrap gives the intervals
 */
public record ModelStudy(
    StudyImages images,
    int side,
    Measured model,
    List<Measured> baselines,
    CentreGaussian centre,
    Measured training,
    Fit fit,
    Optional<ScoreStudy> score,
    Bootstrap bootstrap) {

  public ModelStudy {
    baselines = List.copyOf(baselines);
  }

  /** The baseline that the model is compared with first: the mean of the training maps. */
  public Measured meanMap() {
    return baselines.get(0);
  }

  /**
   * Measures a model. Blocks until all is done; memory grows with the number of images.
   *
   * @param engine the model, which stays the caller's and takes and gives squares
   * @param name of the model, for people
   * @param hitRates of a memory experiment
   * @param workers decode images and compute figures, and stay the caller's
   * @param progress hears what begins, as a phrase
   * @throws InvalidDatasetException if an image cannot be decoded, or too few have hit rates
   */
  public static ModelStudy of(
      InferenceEngine engine,
      String name,
      StudyImages images,
      Optional<HitRates> hitRates,
      Bootstrap bootstrap,
      ExecutorService workers,
      Consumer<String> progress)
      throws InvalidDatasetException, InterruptedException {
    int side = engine.output().width();
    var reader = new PairReader(images.dataset(), workers);
    progress.accept("reading %d training images".formatted(images.training().size()));
    var trainingPairs = reader.read(images.training(), engine.input().width(), side);
    progress.accept("reading %d validation images".formatted(images.validation().size()));
    var pairs = reader.read(images.validation(), engine.input().width(), side);

    var predictor = new EnginePredictor(engine);
    var meanMap = new MeanMap(trainingPairs);
    var centre = new CentreGaussian(meanMap);
    var onValidation = new Measuring(pairs, workers);
    progress.accept("measuring validation images");
    var model = onValidation.measure(name, predictor);
    var baselines =
        List.of(
            onValidation.measure("Mean of the training maps", meanMap),
            onValidation.measure("Median of the training maps", new MedianMap(trainingPairs)),
            onValidation.measure("Centre Gaussian", centre),
            onValidation.measure("Black", ConstantMap.black(side)));
    progress.accept("measuring training images");
    var onTraining = new Measuring(trainingPairs, workers);
    var training = onTraining.measure(name, predictor);
    var meanMapOnTraining = onTraining.measure("Mean of the training maps", meanMap);
    progress.accept("computing intervals");
    var fit = Fit.of(training, meanMapOnTraining, model, baselines.get(0), bootstrap);
    var score =
        hitRates.map(rates -> ScoreStudy.of(rates, scores(model, training, images), bootstrap));
    return new ModelStudy(images, side, model, baselines, centre, training, fit, score, bootstrap);
  }

  private static Map<String, Scores> scores(Measured model, Measured training, StudyImages images) {
    var known = new HashSet<>(images.dataset().training());
    var scores = new HashMap<String, Scores>();
    for (var measured : List.of(training, model)) {
      for (var image : measured.images()) {
        scores.put(
            image.name(),
            new Scores(image.score(), image.peoplesScore(), known.contains(image.name())));
      }
    }
    return scores;
  }
}
