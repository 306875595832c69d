package io.engram.trainer.retrain;

import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.engine.EngineUnavailableException;
import io.engram.model.signing.SigningKey;
import io.engram.model.store.ModelStore;
import io.engram.schemas.DatasetUpdated;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.UpdateReason;
import io.engram.schemas.releases.Releases;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.evaluate.bootstrap.Bootstrap;
import io.engram.trainer.evaluate.bootstrap.Estimate;
import io.engram.trainer.evaluate.figures.Figure;
import io.engram.trainer.evaluate.figures.Measured;
import io.engram.trainer.export.ExportFailedException;
import io.engram.trainer.run.TrainedRun;
import io.engram.trainer.run.TrainingStoppedException;
import io.engram.trainer.strategy.DivergedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a challenger on a version of a data set, and compares it with the champion on the images
 * that this holds out. Repeating it gives the same: a training goes on from its checkpoint, and a
 * bundle has the name of its content.
 */
final class Challenge implements Retraining {
  /** By how much the challenger is better, among the metrics of a release. */
  static final String GAIN = "gain";

  private static final Logger LOG = LoggerFactory.getLogger(Challenge.class);

  private final RetrainConfig config;
  private final WorkFolder work;
  private final ModelStore store;
  private final WeightArchive weights;
  private final ChallengerTraining training;
  private final Optional<SigningKey> key;
  private final Clock clock;

  /**
   * @param store where bundles go; stays the caller's to close
   * @param key signs bundles
   */
  Challenge(RetrainConfig config, ModelStore store, Optional<SigningKey> key, Clock clock) {
    this.config = config;
    this.work = new WorkFolder(config);
    this.store = store;
    this.weights = new WeightArchive(store);
    this.training = new ChallengerTraining(config, weights);
    this.key = key;
    this.clock = clock;
  }

  @Override
  public Verdict run(
      DatasetUpdated update,
      Supplier<Releases> decisions,
      Function<DatasetUpdated, Listener> listeners,
      BooleanSupplier stopRequested)
      throws IOException, TrainingStoppedException, InterruptedException {
    boolean drifts = update.getReason() == UpdateReason.DRIFT;
    DatasetUpdated current = update;
    ExecutorService workers = Executors.newFixedThreadPool(config.recipe().threads());
    try {
      var published = new PublishedData(config, store, workers, stopRequested);
      if (drifts) {
        current = published.asOfNow(update);
      }
      Releases before = decisions.get();
      Optional<ModelRelease> known = before.training(config.model(), version(current));
      if (known.isPresent()) {
        return drifts ? nothingNew(current, known.get()) : new Verdict.Known(current, known.get());
      }
      DatasetDirectory data = published.open(current);
      Listener listener = listeners.apply(current);
      ModelBundle challenger =
          training.train(
              version(current),
              data,
              before.serving(config.model()),
              folder(current),
              listener,
              stopRequested);
      listener.comparing();
      // Another model may serve since the training began.
      Optional<ModelRelease> champion = decisions.get().serving(config.model());
      var comparison = new Comparison(data, workers, config.recipe().threads(), stopRequested);
      return decide(current, comparison, champion, challenger);
    } catch (DataRefusedException
        | InvalidDatasetException
        | DivergedException
        | ExportFailedException e) {
      LOG.error("{} is not trained on: {}", current.getDataset(), e.getMessage());
      return new Verdict.Refused(current, e.getMessage());
    } catch (CancellationException e) {
      throw new TrainingStoppedException(folder(current));
    } catch (EngineUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      workers.shutdownNow();
    }
  }

  private String version(DatasetUpdated update) {
    return config.version(update.getFingerprint());
  }

  private Path folder(DatasetUpdated update) {
    return work.training(version(update));
  }

  /** Else each report of drift would train the same model again. */
  private static Verdict nothingNew(DatasetUpdated update, ModelRelease known) {
    return new Verdict.Refused(
        update,
        ("data set %s at %s: it is the same that %s %s was trained on, which was %s; add labelled"
                + " images and publish it (engram data publish)")
            .formatted(
                update.getDataset(),
                update.getUri(),
                known.getModelName(),
                known.getVersion(),
                known.getDecision().name().toLowerCase(Locale.ROOT)));
  }

  private Verdict decide(
      DatasetUpdated update,
      Comparison comparison,
      Optional<ModelRelease> serving,
      ModelBundle challenger)
      throws IOException,
          InvalidDatasetException,
          EngineUnavailableException,
          InterruptedException {
    Measured ours = comparison.measure(challenger);
    Measured theirs;
    String opponent;
    Optional<ModelBundle> champion = bundle(serving);
    if (champion.isPresent()) {
      theirs = comparison.measure(champion.get());
      Manifest manifest = champion.get().manifest();
      opponent = manifest.name() + " " + manifest.version();
    } else {
      theirs = comparison.measureMeanMap(config.recipe().network().side());
      opponent = theirs.predictor();
    }
    Estimate gain = ours.gainOver(theirs, Gate.FIGURE, Bootstrap.defaults());
    ModelBundle published = key.isPresent() ? key.get().sign(challenger) : challenger;
    Path folder = folder(update);
    weights.keep(
        published.sha256(), TrainedRun.open(folder.resolve("run")), folder.resolve("weights"));
    store.publish(published);
    if (champion.isPresent() && serving.isEmpty()) {
      // Or there would be no way back to it.
      store.publish(champion.get());
    }
    boolean better = config.gate().opensFor(gain);
    return new Verdict.Decided(
        update,
        ModelRelease.newBuilder()
            .setModelName(challenger.manifest().name())
            .setVersion(challenger.manifest().version())
            .setParentVersion(parent(champion))
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

  /** What to go back to; a bundle that processors bring under another name is never released. */
  private String parent(Optional<ModelBundle> champion) {
    return champion
        .map(ModelBundle::manifest)
        .filter(manifest -> manifest.name().equals(config.model()))
        .map(Manifest::version)
        .orElse(null);
  }

  /** The one that was released, else the one that processors are started with. */
  private Optional<ModelBundle> bundle(Optional<ModelRelease> serving) throws IOException {
    return serving.isPresent()
        ? Optional.of(store.fetch(serving.get().getBundleSha256(), work.champions()))
        : config.given();
  }

  private static Map<String, Double> metrics(Measured ours, Measured theirs, Estimate gain) {
    var metrics = new TreeMap<String, Double>();
    for (Figure figure : Figure.headlines()) {
      metrics.put("challenger." + figure.id(), ours.mean(figure, Bootstrap.defaults()).value());
      metrics.put("champion." + figure.id(), theirs.mean(figure, Bootstrap.defaults()).value());
    }
    metrics.put(GAIN, gain.value());
    metrics.put("gain.low", gain.low());
    metrics.put("gain.high", gain.high());
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }
}
