package io.engram.trainer.retrain;

import io.engram.model.store.ModelStore;
import io.engram.trainer.run.TrainedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The weights of models in the model store, beside their bundles: an ONNX file is for serving, and
 * the next training starts from what it was exported from.
 */
final class WeightArchive {
  private static final List<String> FILES = List.of(TrainedRun.CHECKPOINT, TrainedRun.CONFIG);

  private final ModelStore store;

  WeightArchive(ModelStore store) {
    this.store = store;
  }

  /** Keeps what a run made under its bundle's hash. */
  void keep(String sha256, TrainedRun run, Path scratch) throws IOException {
    run.writeTo(scratch);
    for (String file : FILES) {
      store.keep(sha256, file, Files.readAllBytes(scratch.resolve(file)));
    }
  }

  /**
   * What the bundle of that hash was exported from, copied to a folder; empty if nobody kept it.
   */
  Optional<TrainedRun> find(String sha256, Path copy) throws IOException {
    Files.createDirectories(copy);
    for (String file : FILES) {
      Optional<byte[]> content = store.kept(sha256, file);
      if (content.isEmpty()) {
        return Optional.empty();
      }
      Files.write(copy.resolve(file), content.get());
    }
    return Optional.of(TrainedRun.open(copy));
  }
}
