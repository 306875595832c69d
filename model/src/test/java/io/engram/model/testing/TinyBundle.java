package io.engram.model.testing;

import io.engram.model.bundle.BundleWriter;
import io.engram.model.bundle.Histogram;
import io.engram.model.bundle.Manifest;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Bundles of {@link TinyModel}s. */
public final class TinyBundle {
  private TinyBundle() {}

  /** Writes a bundle of a model in fp32, with a manifest that fits a good one of its size. */
  public static ModelBundle write(Path directory, TinyModel model) {
    return write(directory, model, "tiny", "1.0.0");
  }

  /** The same under another name and version. */
  public static ModelBundle write(Path directory, TinyModel model, String name, String version) {
    return write(directory, model, draft(model.width(), model.height(), name, version));
  }

  /** The same with a manifest that fits the model. */
  public static ModelBundle write(Path directory, TinyModel model, Manifest draft) {
    try {
      return BundleWriter.write(
          directory, draft, Map.of(Precision.FP32, model.onnx()), "# A model for tests\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A manifest for a {@link TinyModel} of that size. */
  public static Manifest draft(int width, int height) {
    return draft(width, height, "tiny", "1.0.0");
  }

  /** The same under another name and version. */
  public static Manifest draft(int width, int height, String name, String version) {
    return draft(
        width, height, name, version, new Histogram(List.of(0.0, 0.5, 1.0), List.of(3L, 4L)), null);
  }

  /** The same with references of its own, of which that of inputs may be null. */
  public static Manifest draft(
      int width,
      int height,
      String name,
      String version,
      Histogram scores,
      Manifest.ReferenceInputs inputs) {
    return Manifest.draft(
        name,
        version,
        new Manifest.Input(width, height),
        "stretched",
        new Manifest.Output(width / 2, height / 2),
        Map.of("true-schema", new Manifest.Calibration(1.1, 0.02, 0.9)),
        Map.of("pearson.true-schema", 0.601, "l1", 1e-3),
        new Manifest.Training("none", 7, "none", Map.of("epochs", "0")),
        "no data",
        scores,
        inputs);
  }
}
