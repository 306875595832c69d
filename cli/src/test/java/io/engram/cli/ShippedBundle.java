package io.engram.cli;

import io.engram.model.bundle.BundleWriter;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The bundle that the project ships, as tests want it. */
final class ShippedBundle {
  private static final Path SHIPPED = CommandRun.HOME.resolve("models/mobilenet");

  private ShippedBundle() {}

  /** Copies all of it into a new folder. */
  static Path copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.newDirectoryStream(SHIPPED)) {
      for (Path file : files) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  /** Writes one that has no other precision than fp32. */
  static Path onlyFp32(Path folder) throws Exception {
    var shipped = ModelBundle.open(SHIPPED);
    var manifest = shipped.manifest();
    var draft =
        Manifest.draft(
            manifest.name(),
            manifest.version(),
            manifest.input(),
            manifest.preprocessing(),
            manifest.output(),
            manifest.calibration(),
            manifest.metrics(),
            manifest.training(),
            manifest.dataFingerprint(),
            manifest.referenceScores(),
            manifest.referenceInputs());
    var models = Map.of(Precision.FP32, shipped.read(Precision.FP32));
    BundleWriter.write(folder, draft, models, "For a test.\n");
    return folder;
  }
}
