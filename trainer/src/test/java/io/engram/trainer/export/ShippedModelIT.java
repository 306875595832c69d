package io.engram.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.engine.Device;
import io.engram.model.engine.EngineConfig;
import io.engram.model.engine.Engines;
import io.engram.trainer.dataset.DataFingerprint;
import io.engram.trainer.dataset.DatasetDirectory;
import io.engram.trainer.dataset.PairReader;
import io.engram.trainer.evaluate.EnginePredictor;
import io.engram.trainer.evaluate.Evaluator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the model that is shipped against what its manifest says of it. */
class ShippedModelIT {

  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Path MODEL = REPOSITORY.resolve("models/mobilenet");
  private static final long FILE_LIMIT = 10_000_000;

  @Test
  void shouldBeSmallAndComplete() throws Exception {
    try (var files = Files.newDirectoryStream(MODEL)) {
      for (var file : files) {
        assertThat(Files.size(file)).as(file.toString()).isLessThan(FILE_LIMIT);
      }
    }
    assertThat(MODEL.resolve("MODEL_CARD.md")).content().contains("for research and evaluation");
    var manifest = ModelBundle.open(MODEL).manifest();
    assertThat(manifest.training().preset()).isEqualTo("mobilenet");
    assertThat(manifest.files()).containsOnlyKeys(Precision.values());
    assertThat(manifest.metrics().get("validation.correlation.true-schema")).isGreaterThan(0.61);
    assertThat(manifest.metrics().get("validation.correlation.false-schema")).isGreaterThan(0.48);
  }

  @Test
  void shouldScoreAsItsManifestSays() throws Exception {
    var data = REPOSITORY.resolve(System.getProperty("engram.test.data", "../shared/data"));
    var folder = data.resolve("vischema-plus");
    assumeTrue(Files.isDirectory(folder), "no VISCHEMA PLUS at " + folder);
    var dataset = DatasetDirectory.open(folder);
    var bundle = ModelBundle.open(MODEL);
    var manifest = bundle.manifest();
    assertThat(DataFingerprint.of(dataset)).isEqualTo(manifest.dataFingerprint());

    var workers = Executors.newFixedThreadPool(2);
    var config = new EngineConfig(Device.CPU, 2, Precision.FP32);
    try (var engine = Engines.open(bundle, config)) {
      int side = manifest.input().width();
      var pairs = new PairReader(dataset, workers).read(dataset.validation(), side, side);
      var measured = new Evaluator(pairs).evaluate(new EnginePredictor(engine));
      var claimed = manifest.metrics();
      var rounding = within(1e-4);
      assertThat(measured.l1()).isCloseTo(claimed.get("validation.l1"), rounding);
      assertThat(measured.trueSchema())
          .isCloseTo(claimed.get("validation.correlation.true-schema"), rounding);
      assertThat(measured.falseSchema())
          .isCloseTo(claimed.get("validation.correlation.false-schema"), rounding);
      assertThat(measured.sum()).isCloseTo(claimed.get("validation.correlation.sum"), rounding);
      var training = new PairReader(dataset, workers).read(dataset.training(), side * 11 / 8, side);
      var all = Stream.concat(training.stream(), pairs.stream());
      assertThat(ReferenceHistograms.inputs(dataset, all, side))
          .isEqualTo(manifest.referenceInputs());
    } finally {
      workers.shutdownNow();
    }
  }
}
