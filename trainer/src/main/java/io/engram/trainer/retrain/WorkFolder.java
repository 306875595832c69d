package io.engram.trainer.retrain;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.Releases;
import io.engram.trainer.search.TrialDirectories;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service's own folder: one for each version that is trained, and copies of champions. What is
 * not ours in it is left alone.
 */
final class WorkFolder {
  private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

  private final Path root;
  private final String model;

  WorkFolder(RetrainConfig config) {
    this.root = config.work();
    this.model = config.model();
  }

  /** Where a version is trained. */
  Path training(String version) {
    return root.resolve(version);
  }

  /** Where copies of champions' bundles are. */
  Path champions() {
    return root.resolve("champions");
  }

  /**
   * Deletes the trainings that were decided on, whose weights and bundles are in the store, and all
   * champions but the one that serves. Trainings that failed stay, for whoever looks into them.
   * What cannot be deleted is so the next time.
   */
  void tidy(Releases decisions) {
    String serving = decisions.serving(model).map(ModelRelease::getBundleSha256).orElse("");
    delete(
        root, name -> RetrainConfig.isVersion(name) && decisions.training(model, name).isPresent());
    delete(champions(), name -> name.matches("[0-9a-f]{64}") && !name.equals(serving));
  }

  /** Deletes a training that will not go on. */
  void discard(String version) {
    delete(root, version::equals);
  }

  private static void delete(Path folder, Predicate<String> names) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, entry -> names.test(entry.getFileName().toString()))) {
      for (Path entry : entries) {
        TrialDirectories.delete(entry);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be tidied up", folder, e);
    }
  }
}
