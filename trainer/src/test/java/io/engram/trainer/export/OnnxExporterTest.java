package io.engram.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.engram.imaging.RgbImage;
import io.engram.model.bundle.Precision;
import io.engram.trainer.evaluate.HeatmapPredictor;
import io.engram.trainer.evaluate.NetworkPredictor;
import io.engram.trainer.network.Ensemble;
import io.engram.trainer.network.HeatmapModel;
import io.engram.trainer.network.MapCoding;
import io.engram.trainer.network.MobileNetConfig;
import io.engram.trainer.network.NetworkConfig;
import io.engram.trainer.network.Normalization;
import io.engram.trainer.network.Sharpened;
import io.engram.trainer.network.TestNetwork;
import io.engram.trainer.network.UNetConfig;
import io.engram.trainer.network.Upsampling;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxExporterTest {

  private static final int SIDE = TestNetwork.SIDE;
  private static final Map<String, String> METADATA = Map.of("version", "1.2.3", "name", "test");

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
  private final OrtEnvironment environment =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "engram");

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void shouldAnswerAsTheNetworkDoesForAnyBatchSize() throws Exception {
    var network = TestNetwork.random(manager, 3);
    try (var session = environment.createSession(OnnxExporter.export(network, METADATA))) {
      var reference = new NetworkPredictor(network, manager);
      var together = predictor(session);
      HeatmapPredictor oneByOne =
          photographs ->
              photographs.stream()
                  .map(photograph -> together.predict(List.of(photograph)).get(0))
                  .toList();
      for (var served : List.of(together, oneByOne)) {
        var parity = Parity.between(reference, served, noise(5));
        assertThat(parity.largest()).isLessThan(1e-5);
        assertThat(parity.holds()).isTrue();
      }
    }
  }

  /** Every form of every block, in one size that all of them take. */
  static Stream<NetworkConfig> shouldExportEveryNetwork() {
    var networks = new ArrayList<NetworkConfig>();
    for (var normalization : Normalization.values()) {
      networks.add(uNet(true, normalization, Upsampling.UP_CONVOLUTION, MapCoding.RGB));
    }
    for (var coding : MapCoding.values()) {
      networks.add(uNet(false, Normalization.BATCH, Upsampling.RESIZE_CONVOLUTION, coding));
    }
    for (int blocks : new int[] {13, 17}) {
      networks.add(new MobileNetConfig(SIDE, blocks, 1, false, 0.1f));
    }
    networks.add(new MobileNetConfig(48, 13, 1, false, 0.1f));
    return networks.stream();
  }

  private static UNetConfig uNet(
      boolean skips, Normalization normalization, Upsampling upsampling, MapCoding maps) {
    return new UNetConfig(SIDE, List.of(8, 12, 16), skips, normalization, upsampling, 0.1f, maps);
  }

  @ParameterizedTest
  @MethodSource
  void shouldExportEveryNetwork(NetworkConfig config) throws Exception {
    shouldAnswerAlike(TestNetwork.random(config, manager, 5));
  }

  @Test
  void shouldWriteAMobileNetInEveryPrecision() throws Exception {
    var network = TestNetwork.random(new MobileNetConfig(SIDE, 17, 1, true, 0.1f), manager, 5);
    var written = LowerPrecisions.of(OnnxExporter.export(network, METADATA), noise(8), 1);
    assertThat(written.failures()).isEmpty();
    var reference = new NetworkPredictor(network, manager);
    var limits = Map.of(Precision.FP32, 1e-6, Precision.FP16, 1e-3, Precision.INT8, 0.05);
    for (var limit : limits.entrySet()) {
      var model = written.models().get(limit.getKey());
      try (var session = environment.createSession(model)) {
        assertThat(Parity.between(reference, predictor(session), noise(3)).mean())
            .as(limit.getKey().id())
            .isLessThan(limit.getValue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldExportEnsembles(boolean mirrored) throws Exception {
    var members = List.of(TestNetwork.random(manager, 3), TestNetwork.random(manager, 4));
    shouldAnswerAlike(new Ensemble(members, mirrored));
  }

  @Test
  void shouldExportSharpenedHeatmaps() throws Exception {
    var network = TestNetwork.random(manager, 3);
    var sharpened = new Sharpened(network, 1.5);
    shouldAnswerAlike(sharpened);
    var picture = manager.randomUniform(0, 1, new Shape(1, 3, SIDE, SIDE));
    var plain = network.heatmaps(picture).toFloatArray();
    var sharp = sharpened.heatmaps(picture).toFloatArray();
    for (int i = 0; i < plain.length; i++) {
      assertThat(sharp[i]).isCloseTo((float) Math.pow(plain[i], 1.5), within(1e-5f));
    }
  }

  private void shouldAnswerAlike(HeatmapModel model) throws Exception {
    try (var session = environment.createSession(OnnxExporter.export(model, METADATA))) {
      var reference = new NetworkPredictor(model, manager);
      var images = noise(3, model.inputSide());
      assertThat(Parity.between(reference, predictor(session), images).largest()).isLessThan(1e-5);
    }
  }

  @Test
  void shouldNoticeAnotherNetwork() throws Exception {
    var network = TestNetwork.random(manager, 3);
    try (var session = environment.createSession(OnnxExporter.export(network, METADATA))) {
      var other = new NetworkPredictor(TestNetwork.random(manager, 4), manager);
      assertThat(Parity.between(other, predictor(session), noise(2)).holds()).isFalse();
    }
  }

  @Test
  void shouldNotPassAModelThatGivesNoNumbers() {
    HeatmapPredictor broken = images -> images.stream().map(i -> new float[] {Float.NaN}).toList();
    HeatmapPredictor right = images -> images.stream().map(i -> new float[] {0}).toList();
    assertThat(Parity.between(right, broken, noise(1)).holds()).isFalse();
  }

  @Test
  void shouldGiveEqualBytesForEqualWeights() {
    var first = OnnxExporter.export(TestNetwork.random(manager, 3), METADATA);
    var second = OnnxExporter.export(TestNetwork.random(manager, 3), METADATA);
    assertThat(first).isEqualTo(second);
  }

  @Test
  void shouldSayWhatItIsAndWhatItTakes() throws Exception {
    var bytes = OnnxExporter.export(TestNetwork.random(manager, 3), METADATA);
    try (var session = environment.createSession(bytes)) {
      assertThat(session.getMetadata().getCustomMetadata()).isEqualTo(METADATA);
      var input = (TensorInfo) session.getInputInfo().get("image").getInfo();
      assertThat(input.getShape()).containsExactly(-1, SIDE, SIDE, 3);
      assertThat(input.type).isEqualTo(OnnxJavaType.UINT8);
      var output = (TensorInfo) session.getOutputInfo().get("heatmap").getInfo();
      assertThat(output.getShape()).containsExactly(-1, 2, SIDE, SIDE);
    }
  }

  private HeatmapPredictor predictor(OrtSession session) {
    return photographs -> {
      int side = photographs.get(0).width();
      var pixels = ByteBuffer.allocateDirect(photographs.size() * side * side * 3);
      photographs.forEach(photograph -> pixels.put(photograph.rgb()));
      pixels.flip();
      long[] shape = {photographs.size(), side, side, 3};
      try (var input = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
          var result = session.run(Map.of("image", input))) {
        var values = ((OnnxTensor) result.get(0)).getFloatBuffer();
        var heatmaps = new ArrayList<float[]>();
        for (int i = 0; i < photographs.size(); i++) {
          var heatmap = new float[2 * side * side];
          values.get(heatmap);
          heatmaps.add(heatmap);
        }
        return heatmaps;
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static List<RgbImage> noise(int images) {
    return noise(images, SIDE);
  }

  private static List<RgbImage> noise(int images, int side) {
    var random = new SplittableRandom(images);
    return IntStream.range(0, images)
        .mapToObj(
            i -> {
              var rgb = new byte[3 * side * side];
              random.nextBytes(rgb);
              return new RgbImage(side, side, rgb);
            })
        .toList();
  }
}
