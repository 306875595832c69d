package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loop on photographs and people's maps of them: half of VISCHEMA PLUS makes a model that
 * serves, the other half a better one, and neither kills nor a damaged bundle cost an image.
 */
class RealDataIT {
  private static final String TRAINING = "viscplus_train.csv";
  private static final String VALIDATION = "viscplus_val.csv";

  private static final List<String> LINKED = List.of("images", "vms", VALIDATION);

  /** A sixth of the usual pixels: an epoch takes seconds, and twice the data still shows. */
  private static final List<String> RECIPE =
      List.of(
          "--preset=light",
          "--epochs=6",
          "--set=network.side=64",
          "--set=network.width=16",
          "--set=lossSide=16");

  /** In the explanation of each decision, whichever it is. */
  private static final String DECIDED = "interval above zero";

  private static final List<String> QUICKLY_MISSED =
      List.of("session.timeout.ms=6000", "heartbeat.interval.ms=1000");

  private final Path data =
      CommandRun.HOME
          .resolve(System.getProperty("engram.test.data", "../shared/data"))
          .resolve("vischema-plus")
          .normalize();

  @TempDir private Path folder;
  private LivePlatform platform;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        Files.isDirectory(data), () -> "no VISCHEMA PLUS at " + data + ": set -Dengram.test.data");
    platform = LivePlatform.start();
  }

  @AfterEach
  void stop() throws Exception {
    if (platform != null) {
      platform.close();
    }
    for (String part : LINKED) {
      Files.deleteIfExists(folder.resolve("half").resolve(part));
    }
  }

  private String store() {
    return "--store=" + folder.resolve("store");
  }

  /** A data set of every other image to learn from, and the same to measure on. */
  private Path half() throws IOException {
    Path half = Files.createDirectory(folder.resolve("half"));
    for (String part : LINKED) {
      Files.createSymbolicLink(half.resolve(part), data.resolve(part));
    }
    List<String> all = Files.readAllLines(data.resolve(TRAINING));
    List<String> some =
        IntStream.range(0, all.size()).filter(i -> i % 2 == 0).mapToObj(all::get).toList();
    Files.write(half.resolve(TRAINING), some);
    return half;
  }

  private List<Path> photographs(String list) throws IOException {
    return Files.readAllLines(data.resolve(list)).stream()
        .map(data.resolve("images")::resolve)
        .toList();
  }

  /** Returns the fingerprint. */
  private String publish(Path dataset, String... more) {
    String[] args = {"data", "publish", dataset.toString(), "--name=vischema-plus", store()};
    return platform
        .ok(Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new))
        .out()
        .strip();
  }

  private EngramProcess retrain() throws IOException {
    Path settings = folder.resolve("client.properties");
    Files.write(settings, QUICKLY_MISSED);
    List<String> args = new ArrayList<>(List.of("retrain", store()));
    args.addAll(List.of("--work=" + folder.resolve("work"), "--client-config=" + settings));
    args.addAll(RECIPE);
    return process(args);
  }

  /** One that follows the releases of the model, and has no copies of bundles yet. */
  private EngramProcess processor(String cache) throws IOException {
    List<String> args = new ArrayList<>(List.of("process", "model.name=light", "instance.id=one"));
    args.add("model.store=" + folder.resolve("store"));
    args.add("model.cache-folder=" + folder.resolve(cache));
    args.add("kafka.state.dir=" + folder.resolve("state"));
    QUICKLY_MISSED.forEach(setting -> args.add("kafka." + setting));
    return process(args);
  }

  private EngramProcess process(List<String> args) throws IOException {
    return EngramProcess.start(
        folder.resolve("logs"), List.of(platform.with(args.toArray(String[]::new))));
  }

  private ModelRelease serving() {
    return platform.releases().serving("light").orElseThrow();
  }

  private void score(Path photograph) {
    platform.ok("submit", "--wait", photograph.toString());
  }

  private String explain(Path photograph) {
    return platform.ok("explain", photograph.getFileName().toString(), store()).out();
  }

  @Test
  void shouldServeABetterModelOnceTheOtherHalfIsPublished() throws Exception {
    List<Path> asked = photographs(VALIDATION);
    String halfOfIt = publish(half());
    assertThat(retrainUntil(DECIDED))
        .startsWith("promoted")
        .contains("that of the mean training map");
    ModelRelease first = serving();

    int images = scoreWhileRetraining(first, asked.get(0), asked.get(1));

    ModelRelease second = serving();
    requireBetter(first, second);
    assertThat(platform.decisions())
        .as("two decisions, each with what serves from then on")
        .filteredOn(key -> key.contains("/"))
        .hasSize(2)
        .doesNotHaveDuplicates();
    ScoredRounds rounds = ScoredRounds.read(platform);
    rounds.assertEachOnce(images);
    rounds.assertOneSwap(first.getVersion(), second.getVersion());
    requireOrigin(asked.get(0), first, halfOfIt);
    requireOrigin(asked.get(1), second, second.getDataFingerprint());
    requireRefusalOfADamagedBundle(second, first, asked.get(2));
  }

  /** Publishes the rest of the data, kills whatever works, and returns how many images it sent. */
  private int scoreWhileRetraining(ModelRelease first, Path before, Path after) throws Exception {
    try (var killed = processor("cache")) {
      killed.await("Scoring with light " + first.getVersion());
      score(before);
      try (var load = PhotographLoad.start(platform, photographs(TRAINING))) {
        load.awaitRound();
        String all = publish(data, "--reason=new_labels");
        retrainUntil("started");
        retrainUntil("epoch 2 of 6");
        killed.kill();
        try (var processor = processor("cache")) {
          processor.await("Scoring with light " + first.getVersion());
          retrainUntil("evaluating");
          assertThat(publish(data)).as("the same again").isEqualTo(all);
          assertThat(retrainUntil(DECIDED)).startsWith("promoted");
          assertThat(serving().getDataFingerprint()).isEqualTo(all);
          processor.await("Serving light " + serving().getVersion());
          load.awaitRound();
          int images = load.stop();
          score(after);
          return images + 2;
        }
      }
    }
  }

  /** Kills the service when it prints these words; returns their line. */
  private String retrainUntil(String words) throws IOException {
    try (var retrain = retrain()) {
      return retrain.await(words);
    }
  }

  private static void requireBetter(ModelRelease first, ModelRelease second) {
    assertThat(second.getDecision()).isEqualTo(ReleaseDecision.PROMOTED);
    assertThat(second.getParentVersion()).isEqualTo(first.getVersion());
    assertThat(second.getMetrics().get("gain.low")).as("%s", second).isPositive();
    assertThat(second.getMetrics().get("challenger.correlation.sum"))
        .isGreaterThan(second.getMetrics().get("champion.correlation.sum"));
  }

  private void requireOrigin(Path photograph, ModelRelease release, String fingerprint) {
    assertThat(explain(photograph))
        .contains("light " + release.getVersion(), release.getBundleSha256(), "PROMOTED")
        .contains(fingerprint, "vischema-plus");
  }

  private void requireRefusalOfADamagedBundle(
      ModelRelease damaged, ModelRelease before, Path photograph) throws Exception {
    Path graph =
        folder.resolve("store/bundles").resolve(damaged.getBundleSha256()).resolve("model.onnx");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 1;
    Files.write(graph, bytes);

    CommandRun verified = CommandRun.of("models", "verify", store());
    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out())
        .containsPattern("unsound .*model.onnx has SHA-256")
        .containsPattern("sound .* light " + before.getVersion());
    try (var processor = processor("another-cache")) {
      processor.await("light " + damaged.getVersion() + " was released, but is not used");
      processor.await("Scoring with light " + before.getVersion());
      score(photograph);
    }
    requireOrigin(photograph, before, before.getDataFingerprint());
  }
}
