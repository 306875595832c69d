package io.engram.trainer.retrain;

import io.engram.model.bundle.ModelBundle;
import io.engram.schemas.ModelRelease;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains challengers by the recipe, from the champion's weights where they are known. */
final class ChallengerTraining {
  private static final Logger LOG = LoggerFactory.getLogger(ChallengerTraining.class);

  private final RetrainConfig config;
  private final WeightArchive weights;

  ChallengerTraining(RetrainConfig config, WeightArchive weights) {
    this.config = config;
    this.weights = weights;
  }

  /**
   * Trains in {@code folder}, or goes on there.
   *
   * @param champion whose weights it starts from
   * @throws TrainingStoppedException if it was asked to stop; the same call goes on then
   */
  ModelBundle train(
      String version,
      DatasetDirectory data,
      Optional<ModelRelease> champion,
      Path folder,
      TrainingListener listener,
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
}
