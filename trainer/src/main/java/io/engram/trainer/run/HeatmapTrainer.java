package io.engram.trainer.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import io.engram.trainer.augment.Batch;
import io.engram.trainer.evaluate.NetworkPredictor;
import io.engram.trainer.network.HeatmapNetwork;
import io.engram.trainer.optimise.AdamW;
import io.engram.trainer.optimise.GradientClip;
import io.engram.trainer.optimise.MovingAverage;
import io.engram.trainer.optimise.ParameterVector;
import io.engram.trainer.optimise.WarmupCosine;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A network, what changes it, and the average of its weights that is evaluated and exported. Knows
 * neither the architecture nor the data. For one thread; owns native memory until closed.
 */
final class HeatmapTrainer implements AutoCloseable {

  private final TrainingConfig config;
  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager = engine.newBaseManager(Device.cpu());
  private final HeatmapNetwork network;
  private final HeatmapNetwork averaged;
  private final ParameterVector weights;
  private final NDArray averagedWeights;
  private final AdamW optimiser;
  private final MovingAverage average;
  private final WarmupCosine schedule;
  private long step;

  /**
   * Starts with first weights drawn from the configuration's seed.
   *
   * @param channelMeans mean of the true and of the false schema over the training maps
   * @param steps how many steps the training will have
   */
  HeatmapTrainer(TrainingConfig config, float[] channelMeans, long steps) {
    this.config = config;
    JniUtils.setNumThreads(config.threads());
    network = initialize(channelMeans);
    averaged = initialize(channelMeans);
    weights = ParameterVector.bind(network, manager);
    averagedWeights = ParameterVector.bind(averaged, manager).values();
    averaged.freezeParameters(true);
    var rule = config.optimiser();
    optimiser = new AdamW(weights, rule.weightDecay(), manager);
    average = new MovingAverage(averagedWeights, rule.averageDecay());
    schedule = new WarmupCosine(rule.rate(), rule.warmupSteps(), steps, rule.finalRate());
  }

  private HeatmapNetwork initialize(float[] channelMeans) {
    var fresh = config.network().build();
    fresh.setInitializer(new SeededInitializer(config.seed()), Parameter.Type.WEIGHT);
    int side = fresh.inputSide();
    fresh.initialize(manager, DataType.FLOAT32, new Shape(1, 3, side, side));
    fresh.startAt(channelMeans);
    return fresh;
  }

  /**
   * Trains on one batch and returns its loss.
   *
   * @throws DivergedException if loss or gradient are not finite; the trainer is of no use then
   */
  float step(Batch batch) {
    step++;
    engine.setRandomSeed(Long.hashCode(config.seed() * 1_000_003 + step));
    try (var temporaries = new NDScope()) {
      temporaries.suppressNotUsedWarning();
      float loss = backpropagate(batch);
      var gradient = weights.takeGradient();
      float length = GradientClip.clip(gradient, config.optimiser().gradientLimit());
      if (!Float.isFinite(loss) || !Float.isFinite(length)) {
        throw new DivergedException(step, loss, length);
      }
      optimiser.step(gradient, schedule.rate(step), step);
      average.add(weights.values(), step);
      return loss;
    }
  }

  private float backpropagate(Batch batch) {
    var photographs = planes(batch.photographs(), batch.size(), 3, batch.photographSide());
    var maps = planes(batch.maps(), batch.size(), 2, batch.mapSide());
    try (var collector = engine.newGradientCollector()) {
      var predicted = network.heatmaps(photographs, batch.mapSide(), true);
      var loss = config.loss().of(predicted, maps);
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  private NDArray planes(float[] values, int images, int channels, int side) {
    return manager.create(values, new Shape(images, channels, side, side));
  }

  /** The network of averaged weights, as it is now and after further steps. */
  HeatmapNetwork averaged() {
    return averaged;
  }

  /** Predicts with the averaged weights of the moment. */
  NetworkPredictor predictor() {
    return new NetworkPredictor(averaged, manager);
  }

  /** Number of trained weights. */
  long size() {
    return weights.trained().size();
  }

  /** Everything that changes during training, by name. */
  private Map<String, NDArray> state() {
    return Map.of(
        "weights", weights.values(),
        "average", averagedWeights,
        "mean", optimiser.mean(),
        "square", optimiser.square());
  }

  /** Names of the vectors that a checkpoint must hold. */
  Set<String> stateNames() {
    return state().keySet();
  }

  /** The state after the given epoch. */
  Checkpoint checkpoint(String identity, int epoch) {
    var vectors = new TreeMap<String, float[]>();
    state().forEach((name, array) -> vectors.put(name, array.toFloatArray()));
    return new Checkpoint(identity, epoch, step, vectors);
  }

  /** Takes up the state of a checkpoint of the same configuration. */
  void restore(Checkpoint checkpoint) {
    step = checkpoint.step();
    state()
        .forEach(
            (name, array) -> {
              try (var values = manager.create(checkpoint.vectors().get(name))) {
                // Not copyTo, which would give the array other memory than its parameters see.
                array.set(new NDIndex(":"), values);
              }
            });
  }

  @Override
  public void close() {
    network.clear();
    averaged.clear();
    manager.close();
  }
}
