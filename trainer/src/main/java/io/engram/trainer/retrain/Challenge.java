package io.engram.trainer.retrain;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.signing.SigningKey;
import io.engram.model.store.ModelStore;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.releases.Releases;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.export.ExportFailedException;
import io.engram.trainer.run.Ancestors;
import io.engram.trainer.run.ConfigJson;
import io.engram.trainer.run.FirstWeights;
import io.engram.trainer.run.TrainedRun;
import io.engram.trainer.run.TrainingConfig;
import io.engram.trainer.run.TrainingListener;
import io.engram.trainer.run.TrainingRun;
import io.engram.trainer.run.TrainingStoppedException;
import io.engram.trainer.run.TrainingTask;
import io.engram.trainer.search.TrialDirectories;
import io.engram.trainer.strategy.DivergedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a challenger on a version of a data set, and compares it with the champion on the images
 * that this holds out. Repeating it gives the same: a training goes on from its checkpoint, and a
 * bundle has the name of its content.
 */
final class Challenge {
  private static final Logger LOG = LoggerFactory.getLogger(Challenge.class);

  private final RetrainConfig config;
  private final ModelStore store;
  private final WeightArchive weights;
  private final Optional<SigningKey> key;
  private final Clock clock;

  /**
   * @param store where bundles go; stays the caller's to close
   * @param key signs bundles
   */
  Challenge(RetrainConfig config, ModelStore store, Optional<SigningKey> key, Clock clock) {
    this.config = config;
    this.store = store;
    this.weights = new WeightArchive(store);
    this.key = key;
    this.clock = clock;
  }

  /** Hears how far it is, on the thread that runs it. */
  interface Listener extends TrainingListener {
    /** The training is done, and the models are compared. */
    void comparing();
  }

  /**
   * Runs it; blocks until it has ended.
   *
   * @param decisions reads the decisions so far, which name the champion
   * @throws TrainingStoppedException if it was asked to stop; the same call goes on then
   * @throws IOException if folder, store or engine fail, which is no fault of the data
   */
  Verdict run(
      DatasetUpdated event,
      Supplier<Releases> decisions,
      Listener listener,
      BooleanSupplier stopRequested)
      throws IOException, TrainingStoppedException, InterruptedException {
    String version = config.version(event.getFingerprint());
    Releases before = decisions.get();
    Optional<ModelRelease> known = before.training(config.model(), version);
    if (known.isPresent()) {
      return new Verdict.Known(known.get());
    }
    ExecutorService workers = Executors.newFixedThreadPool(config.recipe().threads());
    try {
      DatasetDirectory data =
          new PublishedData(config.leastImages(), config.leastMeasured(), workers).open(event);
      Path folder = config.work().resolve(version);
      ModelBundle challenger =
          train(version, data, before.serving(config.model()), folder, listener, stopRequested);
      listener.comparing();
      // Another model may serve since the training began.
      Optional<ModelRelease> champion = decisions.get().serving(config.model());
      return decide(data, workers, champion, challenger, folder);
    } catch (DataRefusedException
        | InvalidDatasetException
        | DivergedException
        | ExportFailedException e) {
      LOG.error("{} is not trained on: {}", event.getDataset(), e.getMessage());
      return new Verdict.Refused(version, e.getMessage());
    } catch (EngineUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      workers.shutdownNow();
    }
  }

  private ModelBundle train(
      String version,
      DatasetDirectory data,
      Optional<ModelRelease> champion,
      Path folder,
      Listener listener,
      BooleanSupplier stopRequested)
      throws IOException,
          InvalidDatasetException,
          ExportFailedException,
          TrainingStoppedException,
          InterruptedException {
    Path run = folder.resolve("run");
    Path start = folder.resolve("start");
    boolean resumed = Files.exists(run.resolve(TrainedRun.CONFIG));
    Optional<FirstWeights> first = resumed ? kept(start) : first(champion, start);
    Ancestors ancestors = new Ancestors(first, List.of());
    TrainingConfig config =
        ancestors.describe(
            ConfigJson.with(
                this.config.recipe(), Map.of("version", ConfigJson.value('"' + version + '"'))));
    var task = new TrainingTask(config, ancestors, data, run);
    if (resumed && !TrainingRun.canResume(task)) {
      LOG.warn("The training in {} is of other settings and is begun anew", run);
      TrialDirectories.delete(folder);
      return train(version, data, champion, folder, listener, stopRequested);
    }
    var result =
        resumed
            ? TrainingRun.resume(task, this.config.machine(), listener, stopRequested)
            : TrainingRun.start(task, this.config.machine(), listener, stopRequested);
    return result.bundle();
  }

  /** What the training that is to go on started from. */
  private Optional<FirstWeights> kept(Path start) throws IOException {
    return Files.exists(start.resolve(TrainedRun.CHECKPOINT))
        ? Optional.of(TrainedRun.open(start))
        : config.firstWeights();
  }

  private Optional<FirstWeights> first(Optional<ModelRelease> champion, Path start)
      throws IOException {
    if (champion.isEmpty()) {
      return config.firstWeights();
    }
    Optional<TrainedRun> run = weights.find(champion.get().getBundleSha256(), start);
    if (run.isPresent() && run.get().config().network().equals(config.recipe().network())) {
      return Optional.of(run.get());
    }
    LOG.warn(
        "The weights of {} {} are {}; the training starts from the recipe's first weights",
        champion.get().getModelName(),
        champion.get().getVersion(),
        run.isPresent() ? "of another network" : "not in the store");
    Files.deleteIfExists(start.resolve(TrainedRun.CHECKPOINT));
    return config.firstWeights();
  }

  private Verdict decide(
      DatasetDirectory data,
      ExecutorService workers,
      Optional<ModelRelease> serving,
      ModelBundle challenger,
      Path folder)
      throws IOException,
          InvalidDatasetException,
          EngineUnavailableException,
          InterruptedException {
    var comparison = new Comparison(data, workers, config.recipe().threads());
    Measured ours = comparison.measure(challenger);
    Measured theirs;
    String opponent;
    Optional<ModelBundle> champion = bundle(serving);
    if (champion.isPresent()) {
      theirs = comparison.measure(champion.get());
      opponent = config.model() + " " + champion.get().manifest().version();
    } else {
      theirs = comparison.measureMeanMap(config.recipe().network().side());
      opponent = theirs.predictor();
    }
    Estimate gain = ours.gainOver(theirs, Gate.FIGURE, Bootstrap.defaults());
    ModelBundle published = key.isPresent() ? key.get().sign(challenger) : challenger;
    weights.keep(
        published.sha256(), TrainedRun.open(folder.resolve("run")), folder.resolve("weights"));
    store.publish(published);
    if (champion.isPresent() && serving.isEmpty()) {
      // Or there would be no way back to it.
      store.publish(champion.get());
    }
    boolean better = config.gate().opensFor(gain);
    return new Verdict.Decided(
        ModelRelease.newBuilder()
            .setModelName(challenger.manifest().name())
            .setVersion(challenger.manifest().version())
            .setParentVersion(champion.map(bundle -> bundle.manifest().version()).orElse(null))
            .setBundleUri(store.address(published.sha256()).toString())
            .setBundleSha256(published.sha256())
            .setDecision(better ? ReleaseDecision.PROMOTED : ReleaseDecision.REJECTED)
            .setShare(1)
            .setExplanation(config.gate().explain(gain, opponent))
            .setMetrics(metrics(ours, theirs, gain))
            .setDataFingerprint(challenger.manifest().dataFingerprint())
            .setReleasedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .build(),
        serving);
  }

  /** The one that was released, else the one that processors are started with. */
  private Optional<ModelBundle> bundle(Optional<ModelRelease> serving) throws IOException {
    return serving.isPresent()
        ? Optional.of(
            store.fetch(serving.get().getBundleSha256(), config.work().resolve("champions")))
        : config.given();
  }

  private static Map<String, Double> metrics(Measured ours, Measured theirs, Estimate gain) {
    var metrics = new TreeMap<String, Double>();
    for (Figure figure : Figure.headlines()) {
      metrics.put("challenger." + figure.id(), ours.mean(figure, Bootstrap.defaults()).value());
      metrics.put("champion." + figure.id(), theirs.mean(figure, Bootstrap.defaults()).value());
    }
    metrics.put("gain", gain.value());
    metrics.put("gain.low", gain.low());
    metrics.put("gain.high", gain.high());
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }
}
