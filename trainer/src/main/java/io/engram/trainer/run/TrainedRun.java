package io.engram.trainer.run;

import ai.djl.ndarray.NDManager;
import io.engram.model.bundle.Sha256;
import io.engram.trainer.network.HeatmapNetwork;
import io.engram.trainer.optimise.ParameterVector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What another training made: its averaged weights as of its last epoch, to start from, to learn
 * from or to average with.
 *
 * @param directory of that run
 * @param config of that run
 * @param weights in the order of its {@link ParameterVector}
 */
public record TrainedRun(Path directory, TrainingConfig config, float[] weights)
    implements FirstWeights {

  /** Name of the file that holds the weights. */
  public static final String CHECKPOINT = "checkpoint.bin";

  /** Name of the file that holds the configuration. */
  public static final String CONFIG = "config.json";

  private static final String AVERAGE = "average";

  /**
   * Reads what a run left.
   *
   * @throws IOException if the directory holds no run that completed an epoch
   */
  public static TrainedRun open(Path directory) throws IOException {
    var run = new RunDirectory(directory);
    if (!Files.exists(run.config()) || !Files.exists(run.checkpoint())) {
      throw new NoSuchFileException(
          directory.toString(),
          null,
          "holds no training; name the folder of a run (see train --out)");
    }
    var config = ConfigJson.read(run.config());
    return new TrainedRun(directory, config, Checkpoint.vector(run.checkpoint(), AVERAGE));
  }

  /**
   * Writes it to another folder, from which {@link #open} reads it: weights and configuration
   * alone, without what a training would need to go on.
   */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    var run = new RunDirectory(folder);
    new Checkpoint(sha256(), config.epochs(), 0)
        .write(run.checkpoint(), Map.of(AVERAGE, () -> weights));
    ConfigJson.write(config, run.config());
  }

  /** Names the weights, whatever the folder is called. */
  public String sha256() {
    var bytes = ByteBuffer.allocate(weights.length * Float.BYTES);
    bytes.asFloatBuffer().put(weights);
    return Sha256.of(bytes.array());
  }

  @Override
  public String id() {
    return sha256();
  }

  @Override
  public List<String> backbones() {
    return config.backbones();
  }

  @Override
  public void requireFit(TrainingConfig other) {
    if (!config.network().equals(other.network())) {
      throw new IllegalArgumentException(
          "%s has another network than this training; both need the same settings under network"
              .formatted(directory));
    }
  }

  @Override
  public void giveTo(HeatmapNetwork network, ParameterVector vector) {
    vector.set(weights);
  }

  /** The network; its arrays belong to {@code manager}. */
  HeatmapNetwork network(NDManager manager) {
    var network = SeededInitializer.network(config, manager);
    ParameterVector.bind(network, manager).set(weights);
    network.freezeParameters(true);
    return network;
  }
}
