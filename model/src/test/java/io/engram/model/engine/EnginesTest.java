package io.engram.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.engram.model.bundle.BundleWriter;
import io.engram.model.bundle.ModelBundle;
import io.engram.model.bundle.Precision;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import io.engram.model.testing.TinyModel.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnginesTest {
  private static final TinyModel GOOD = TinyModel.of(12, 8);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "CPU"})
  void shouldOpenWhatFitsItsManifest(Device device) throws Exception {
    ModelBundle bundle = TinyBundle.write(folder.resolve("tiny"), GOOD);

    try (InferenceEngine engine = Engines.open(bundle, on(device))) {
      assertThat(engine.input()).isEqualTo(new InputShape(12, 8));
      assertThat(engine.output()).isEqualTo(new OutputShape(6, 4));
      assertThat(engine.device()).isIn("cpu", "cuda", "tensorrt");
    }
  }

  @Test
  void shouldOpenAsManyEnginesOnAProcessorAsSessionsAreAskedWhateverTheGpus() throws Exception {
    ModelBundle bundle = TinyBundle.write(folder.resolve("tiny"), GOOD);
    EnginesConfig config = new EnginesConfig(on(Device.CPU), List.of(0, 1), OptionalInt.of(2));

    List<InferenceEngine> engines = Engines.openAll(bundle, config);

    assertThat(engines).hasSize(2).extracting(InferenceEngine::device).containsOnly("cpu");
    engines.forEach(InferenceEngine::close);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void shouldRefuseADeviceThatIsNotThereRatherThanFallBack(Device device) {
    assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "built with -Pgpu");
    ModelBundle bundle = TinyBundle.write(folder.resolve("tiny"), GOOD);

    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> Engines.open(bundle, on(device)))
        .withMessage(
            "Model %s on %s: this build of ONNX Runtime has no %2$s; build Engram with './mvnw"
                + " -Pgpu', or choose the device auto or cpu",
            bundle, device.id());
  }

  @Test
  void shouldRefuseAPrecisionThatTheBundleLacks() {
    ModelBundle bundle = TinyBundle.write(folder.resolve("tiny"), GOOD);

    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> Engines.open(bundle, new EngineConfig(Device.CPU, 1, Precision.INT8)))
        .withMessageContaining("it has no graph of precision int8; choose one of fp32");
  }

  @Test
  void shouldRefuseAnInputOfAnotherType() {
    refuses(
        GOOD.withInputType(ElementType.FLOAT),
        "the graph's input 'pixels' must be uint8 [N,8,12,3], is float [N,8,12,3]");
  }

  @Test
  void shouldRefuseAnOutputOfAnotherType() {
    refuses(
        GOOD.withOutputType(ElementType.DOUBLE),
        "the graph's output 'heatmaps0' must be float [N,2,4,6], is double [N,2,4,6]");
  }

  @Test
  void shouldRefuseAFixedBatchSize() {
    refuses(
        GOOD.withBatch(4),
        "the graph's input 'pixels' must be uint8 [N,8,12,3], is uint8 [4,8,12,3]");
  }

  @Test
  void shouldRefuseASecondOutput() {
    refuses(GOOD.withOutputs(2), "the graph must have one output, has 2: heatmaps0, heatmaps1");
  }

  @Test
  void shouldRefuseASizeThatIsNotTheManifests() throws IOException {
    Map<Precision, byte[]> transposed = Map.of(Precision.FP32, TinyModel.of(16, 8).onnx());
    ModelBundle bundle =
        BundleWriter.write(folder.resolve("tiny"), TinyBundle.draft(8, 16), transposed, "# Card");

    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> Engines.open(bundle, on(Device.CPU)))
        .withMessageContaining("must be uint8 [N,16,8,3], is uint8 [N,8,16,3]; export the model");
  }

  @Test
  void shouldRefuseAFileThatIsNoGraph() throws IOException {
    Map<Precision, byte[]> text = Map.of(Precision.FP32, "<html>404</html>".getBytes());
    ModelBundle bundle =
        BundleWriter.write(folder.resolve("tiny"), TinyBundle.draft(12, 8), text, "# Card");

    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> Engines.open(bundle, on(Device.CPU)))
        .withMessageContainingAll(bundle.toString(), "no graph that ONNX Runtime can run")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void shouldRefuseAFileThatWasExchangedSinceTheBundleWasOpened() throws IOException {
    ModelBundle bundle = TinyBundle.write(folder.resolve("tiny"), GOOD);
    Files.write(bundle.file(Precision.FP32), GOOD.withBatch(1).onnx());

    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> Engines.open(bundle, on(Device.CPU)))
        .withMessageContaining("model.onnx has SHA-256");
  }

  private void refuses(TinyModel model, String reason) {
    ModelBundle bundle = TinyBundle.write(folder.resolve("tiny"), model);

    assertThatExceptionOfType(EngineUnavailableException.class)
        .isThrownBy(() -> Engines.open(bundle, on(Device.CPU)))
        .withMessage(
            "Model %s on cpu: %s; export the model again, or correct its manifest", bundle, reason);
  }

  private static EngineConfig on(Device device) {
    return new EngineConfig(device, 1, Precision.FP32);
  }
}
