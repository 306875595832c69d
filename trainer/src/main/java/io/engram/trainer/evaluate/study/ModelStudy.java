package io.engram.trainer.evaluate.study;

import io.engram.model.engine.InferenceEngine;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.PairSource;
import io.engram.trainer.evaluate.CentreGaussian;
import io.engram.trainer.evaluate.ConstantMap;
import io.engram.trainer.evaluate.EnginePredictor;
import io.engram.trainer.evaluate.MeanMap;
import io.engram.trainer.evaluate.MedianMap;
import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.evaluate.figures.Measuring;
import io.engram.trainer.evaluate.score.ScoreStudy;
import io.engram.trainer.evaluate.score.ScoreStudy.Scores;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Everything that is measured of one model.
 *
 * @param images that it is of
 * @param side of the maps that are compared, in pixels: the model's own output
 * @param model on the validation images
 * @param baselines on the same images: mean map, median map, centre Gaussian, black
 * @param centre what the centre Gaussian was fitted to be
 * @param training the model on the images of the training list
 * @param fit whether it fits those too closely; nothing where it was trained on other data
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
    Optional<Fit> fit,
    Optional<ScoreStudy> score,
    Bootstrap bootstrap) {

  private static final String MEAN_MAP = "Mean of the training maps";

  public ModelStudy {
    baselines = List.copyOf(baselines);
  }

  /** The baseline that the model is compared with first: the mean of the training maps. */
  public Measured meanMap() {
    return baselines.get(0);
  }

  /** How the model fits in a plain sentence or two, also where that is not known. */
  public String fitSentence() {
    return fit.map(Fit::sentence)
        .orElse(
            "Not known whether it over- or underfits: its bundle names other data as what it was"
                + " trained on, so which of these images it has seen is not known.");
  }

  /**
   * Measures a model. Blocks until all is done. Holds no more pixels than {@code source}'s lists
   * and some batches.
   *
   * @param engine the model, which stays the caller's and takes and gives squares
   * @param name of the model, for people
   * @param source of the images' pairs
   * @param experiment that image scores are held against
   * @param workers compute figures, and stay the caller's
   * @param listener hears how far it is
   * @throws InvalidDatasetException if an image cannot be decoded
   * @throws IllegalArgumentException if too few images have hit rates, see {@link
   *     ScoreStudy#isEnough}
   */
  public static ModelStudy of(
      InferenceEngine engine,
      String name,
      StudyImages images,
      PairSource source,
      Optional<Experiment> experiment,
      Bootstrap bootstrap,
      ExecutorService workers,
      StudyListener listener)
      throws InvalidDatasetException, InterruptedException {
    int inputSide = engine.input().width();
    int outputSide = engine.output().width();
    var trainingPairs = source.read(images.training(), inputSide, outputSide);
    var pairs = source.read(images.validation(), inputSide, outputSide);

    var predictor = new EnginePredictor(engine);
    var meanMap = new MeanMap(trainingPairs);
    var centre = new CentreGaussian(meanMap);
    var onValidation = new Measuring(pairs, workers);
    var model =
        onValidation.measure(
            name, predictor, done -> listener.reached("measuring validation", done, pairs.size()));
    var baselines = baselines(onValidation, meanMap, centre, trainingPairs);
    var onTraining = new Measuring(trainingPairs, workers);
    var training =
        onTraining.measure(
            name,
            predictor,
            done -> listener.reached("measuring training", done, trainingPairs.size()));
    var meanMapOnTraining = onTraining.measure(MEAN_MAP, meanMap);
    Optional<Fit> fit = Optional.empty();
    if (images.trainedOn()) {
      fit = Optional.of(Fit.of(training, meanMapOnTraining, model, baselines.get(0), bootstrap));
    }
    return new ModelStudy(
        images,
        outputSide,
        model,
        baselines,
        centre,
        training,
        fit,
        score(experiment, scores(model, training, images), engine, bootstrap, workers, listener),
        bootstrap);
  }

  private static Optional<ScoreStudy> score(
      Optional<Experiment> experiment,
      Map<String, Scores> ofTheDataSet,
      InferenceEngine engine,
      Bootstrap bootstrap,
      ExecutorService workers,
      StudyListener listener)
      throws InvalidDatasetException, InterruptedException {
    if (experiment.isEmpty()) {
      return Optional.empty();
    }
    var scores = ofTheDataSet;
    if (experiment.get() instanceof Experiment.OfOtherImages other) {
      scores = new ImageScores(engine, other.images(), workers).predict(listener);
    }
    return Optional.of(ScoreStudy.of(experiment.get().rates(), scores, bootstrap));
  }

  private static List<Measured> baselines(
      Measuring measuring, MeanMap meanMap, CentreGaussian centre, List<Pair> trainingPairs)
      throws InterruptedException {
    int side = trainingPairs.get(0).map().width();
    return List.of(
        measuring.measure(MEAN_MAP, meanMap),
        measuring.measure("Median of the training maps", new MedianMap(trainingPairs)),
        measuring.measure("Centre Gaussian", centre),
        measuring.measure("Black", ConstantMap.black(side)));
  }

  private static Map<String, Scores> scores(Measured model, Measured training, StudyImages images) {
    var known = new HashSet<>(images.dataset().training());
    var scores = new HashMap<String, Scores>();
    for (var measured : List.of(training, model)) {
      for (var image : measured.images()) {
        scores.put(
            image.name(),
            new Scores(
                image.score(),
                image.peoplesScore(),
                images.trainedOn() && !known.contains(image.name())));
      }
    }
    return scores;
  }
}
