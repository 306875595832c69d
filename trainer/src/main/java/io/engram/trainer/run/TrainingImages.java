package io.engram.trainer.run;

import io.engram.imaging.RgbImage;
import io.engram.model.bundle.Manifest.ReferenceInputs;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.InvalidDatasetException;
import io.engram.trainer.dataset.Pair;
import io.engram.trainer.dataset.PairReader;
import io.engram.trainer.dataset.PairSource;
import io.engram.trainer.dataset.cache.CacheListener;
import io.engram.trainer.dataset.cache.PairCache;
import io.engram.trainer.export.BundleExport;
import io.engram.trainer.export.ReferenceHistograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * The images of one training, decoded at the sizes that it takes.
 *
 * @param fingerprint of the whole data set
 * @param training pairs to learn from, larger than the network takes them, so that the smallest
 *     crop still has about as many pixels
 * @param validation pairs to measure on, of the network's size
 * @param calibration photographs to learn from, of the network's size, a sample
 * @param inputs what all photographs are like; counted before the training, which may outlast the
 *     files
 */
record TrainingImages(
    String fingerprint,
    List<Pair> training,
    List<Pair> validation,
    List<RgbImage> calibration,
    ReferenceInputs inputs) {

  /** Reads what is needed for a network of {@code side} pixels, on {@code workers}. */
  static TrainingImages read(
      DatasetDirectory dataset,
      int side,
      Machine machine,
      ExecutorService workers,
      TrainingListener listener)
      throws IOException, InvalidDatasetException, InterruptedException {
    listener.reading(dataset.names().size());
    var fingerprint = DataFingerprint.of(dataset);
    var pairs = source(new PairReader(dataset, workers), fingerprint, machine, listener);
    var sample = BundleExport.calibrationSample(dataset.training());
    var training = pairs.read(dataset.training(), side * 11 / 8, side);
    var validation = pairs.read(dataset.validation(), side, side);
    var all = Stream.concat(training.stream(), validation.stream());
    return new TrainingImages(
        fingerprint,
        training,
        validation,
        pairs.read(sample, side, side).stream().map(Pair::photograph).toList(),
        ReferenceHistograms.inputs(dataset, all, side));
  }

  private static PairSource source(
      PairReader reader, String fingerprint, Machine machine, TrainingListener listener) {
    var warning =
        new CacheListener() {
          @Override
          public void unusable(Path folder, IOException reason) {
            listener.cacheUnusable(folder, reason);
          }
        };
    return machine
        .cache()
        .<PairSource>map(folder -> new PairCache(reader, fingerprint, folder, warning))
        .orElse(reader);
  }
}
