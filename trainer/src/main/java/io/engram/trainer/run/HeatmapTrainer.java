package io.engram.trainer.run;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.engram.trainer.augment.Batch;
import io.engram.trainer.evaluate.NetworkPredictor;
import io.engram.trainer.network.Discriminator;
import io.engram.trainer.network.Ensemble;
import io.engram.trainer.network.HeatmapModel;
import io.engram.trainer.network.HeatmapNetwork;
import io.engram.trainer.network.Sharpened;
import io.engram.trainer.optimise.MovingAverage;
import io.engram.trainer.optimise.ParameterVector;
import io.engram.trainer.strategy.Adversarial;
import io.engram.trainer.strategy.AdversarialConfig;
import io.engram.trainer.strategy.Distilled;
import io.engram.trainer.strategy.DistilledConfig;
import io.engram.trainer.strategy.DivergedException;
import io.engram.trainer.strategy.Example;
import io.engram.trainer.strategy.Learner;
import io.engram.trainer.strategy.Losses;
import io.engram.trainer.strategy.Strategy;
import io.engram.trainer.strategy.Supervised;
import io.engram.trainer.strategy.SupervisedConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A generator, the strategy that changes it, and the average of its weights that is evaluated and
 * exported. Knows neither the architecture nor the data. For one thread; owns native memory until
 * closed.
 */
final class HeatmapTrainer implements AutoCloseable {

  private final TrainingConfig config;
  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager;
  private final HeatmapNetwork network;
  private final HeatmapNetwork averaged;
  private final Learner learner;
  private final NDArray averagedWeights;
  private final MovingAverage average;
  private final Strategy strategy;
  private long step;

  /**
   * Starts with first weights drawn from the configuration's seed, or those of an ancestor.
   *
   * @param device what computes
   * @param ancestors those that the configuration names
   * @param channelMeans mean of the true and of the false schema over the training maps
   * @param steps how many steps the training will have
   */
  HeatmapTrainer(
      TrainingConfig config,
      DeviceChoice device,
      Ancestors ancestors,
      float[] channelMeans,
      long steps) {
    this.config = config;
    JniUtils.setNumThreads(config.threads());
    // PyTorch has this switch for each thread, and DJL turns it off on that which loads PyTorch
    // only.
    JniUtils.setGradMode(false);
    manager = engine.newBaseManager(device.device());
    network = generator(channelMeans);
    averaged = generator(channelMeans);
    learner = new Learner(network, config.optimiser(), steps, manager);
    learner.slow(network.backbone().values(), config.network().backboneRate());
    var averages = ParameterVector.bind(averaged, manager);
    averagedWeights = averages.values();
    ancestors.start().ifPresent(start -> start.giveTo(network, learner.weights()));
    ancestors.start().ifPresent(start -> start.giveTo(averaged, averages));
    averaged.freezeParameters(true);
    average = new MovingAverage(averagedWeights, config.averageDecay());
    strategy = strategy(ancestors, steps);
  }

  private HeatmapNetwork generator(float[] channelMeans) {
    var generator = SeededInitializer.network(config, manager);
    generator.startAt(channelMeans);
    return generator;
  }

  private Strategy strategy(Ancestors ancestors, long steps) {
    if (config.strategy() instanceof SupervisedConfig supervised) {
      return new Supervised(network, learner, supervised.loss());
    }
    if (config.strategy() instanceof DistilledConfig distilled) {
      var teachers = ancestors.teachers().stream().map(run -> run.network(manager)).toList();
      return new Distilled(network, learner, new Ensemble(teachers, false), distilled);
    }
    var adversarial = (AdversarialConfig) config.strategy();
    int channels = config.network().maps().channels();
    int side = config.network().side();
    var discriminator = new Discriminator(adversarial.discriminator(), channels);
    // Not the generator's own draws.
    var input = new Shape(1, 3 + channels, side, side);
    SeededInitializer.initialize(discriminator, ~config.seed(), input, manager);
    var opponent = new Learner(discriminator, adversarial.optimiser(), steps, manager);
    return new Adversarial(network, learner, discriminator, opponent, adversarial);
  }

  /**
   * Trains on one batch.
   *
   * @throws DivergedException if loss or gradient are not finite; the trainer is of no use then
   */
  Losses step(Batch batch) {
    step++;
    engine.setRandomSeed(Long.hashCode(config.seed() * 1_000_003 + step));
    try (var temporaries = new NDScope()) {
      temporaries.suppressNotUsedWarning();
      var losses = strategy.step(example(batch), step);
      average.add(learner.weights().values(), step);
      return losses;
    }
  }

  private Example example(Batch batch) {
    var photographs = planes(batch.photographs(), batch.size(), 3, batch.photographSide());
    var heatmaps = planes(batch.maps(), batch.size(), 2, batch.mapSide());
    var paintings = network.coding().paint(heatmaps, photographs);
    return new Example(photographs, paintings);
  }

  private NDArray planes(float[] values, int images, int channels, int side) {
    return manager.create(values, new Shape(images, channels, side, side));
  }

  /** What is exported: the averaged weights as they are now and after further steps. */
  HeatmapModel model() {
    var seen = config.mirrored() ? new Ensemble(List.of(averaged), true) : averaged;
    return config.sharpness() == 1 ? seen : new Sharpened(seen, config.sharpness());
  }

  /** Predicts with {@link #model}. */
  NetworkPredictor predictor() {
    return new NetworkPredictor(model(), manager);
  }

  /** Number of trained weights of the generator. */
  long size() {
    return learner.weights().trained().size();
  }

  /** Everything that changes during training, by name. */
  Map<String, NDArray> state() {
    var state = new TreeMap<>(learner.state());
    state.put("average", averagedWeights);
    state.putAll(strategy.state());
    return state;
  }

  /** Writes the state after the given epoch. */
  void save(Path file, String identity, int epoch) throws IOException {
    var vectors = new TreeMap<String, Supplier<float[]>>();
    state().forEach((name, array) -> vectors.put(name, array::toFloatArray));
    new Checkpoint(identity, epoch, step).write(file, vectors);
  }

  /**
   * Takes up the state of a checkpoint of the same configuration.
   *
   * @return how far it was
   * @throws IOException if it cannot be used; the trainer is of no use then
   */
  Checkpoint restore(Path file, String identity) throws IOException {
    var state = state();
    var checkpoint =
        Checkpoint.read(
            file,
            identity,
            state.keySet(),
            (name, values) -> ParameterVector.overwrite(state.get(name), values));
    step = checkpoint.step();
    return checkpoint;
  }

  @Override
  public void close() {
    network.clear();
    averaged.clear();
    manager.close();
  }
}
