package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.schemas.ModelRelease;
import io.engram.schemas.ReleaseDecision;
import io.engram.schemas.releases.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loop: data is published, a model retrained, compared, promoted, and served without a pause.
 */
class RetrainIT {
  private static final String[] SMALL = {
    "--preset=light",
    "--set=network.side=64",
    "--set=network.width=8",
    "--set=batchSize=8",
    "--set=lossSide=16",
    "--set=averageDecay=0.5"
  };

  @TempDir private Path folder;
  private LivePlatform platform;
  private Path data;
  private Path first;

  @BeforeEach
  void start() throws Exception {
    platform = LivePlatform.start();
    data = DrawnPairs.draw(folder.resolve("squares"), 48, 16);
    first = folder.resolve("first");
    CommandRun.ok(
        with(
            SMALL,
            "train",
            "--dataset=" + data,
            "--epochs=1",
            "--model-version=1",
            "--out=" + first));
  }

  @AfterEach
  void stop() throws Exception {
    platform.close();
  }

  private static String[] with(String[] more, String... args) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
  }

  private String store() {
    return "--store=" + folder.resolve("store");
  }

  private List<String> arguments(String... more) {
    List<String> args = new ArrayList<>(List.of("retrain", "--epochs=12", "--min-images=40"));
    args.addAll(List.of("--min-measured=10", "--work=" + folder.resolve("work")));
    args.addAll(List.of("--model=" + first.resolve("bundle"), store()));
    args.addAll(List.of(SMALL));
    args.addAll(List.of(more));
    return List.of(platform.with(args.toArray(String[]::new)));
  }

  private LiveCommand retrain(String... more) {
    return LiveCommand.start(arguments(more).toArray(String[]::new));
  }

  private CommandRun publish(Path dataset) {
    return platform.run("data", "publish", dataset.toString(), store());
  }

  @Test
  void shouldPromoteABetterModelIntoARunningProcessor() throws Exception {
    try (var retrain = retrain();
        var processor =
            LiveCommand.start(
                platform.with(
                    "process",
                    "--model=" + first.resolve("bundle"),
                    "model.store=" + folder.resolve("store"),
                    "model.cache-folder=" + folder.resolve("cache")))) {
      processor.await("Scoring with light 1");
      retrain.await("Waiting for data");
      assertThat(scoredBy("before")).isEqualTo("1");

      assertThat(publish(data).exitCode()).isZero();
      String promoted = retrain.await("promoted");

      ModelRelease release = platform.releases().serving("light").orElseThrow();
      assertThat(promoted).startsWith("light " + release.getVersion()).contains("Better");
      assertThat(release.getDecision()).isEqualTo(ReleaseDecision.PROMOTED);
      assertThat(release.getParentVersion()).isEqualTo("1");
      assertThat(release.getMetrics().get("gain.low")).isPositive();
      assertThat(release.getDataFingerprint()).isEqualTo(publish(data).out().strip());
      processor.await("Serving light " + release.getVersion());
      assertThat(scoredBy("after")).isEqualTo(release.getVersion());
      assertThat(platform.ok("models", "list", store()).out()).contains("serves");
      CommandRun.ok("models", "verify", store());
      assertThat(platform.ok("explain", "drawn_000.png", store()).out())
          .contains(release.getBundleSha256(), "PROMOTED", "in place of", "light 1")
          .contains("engram train --dataset DIR --preset light")
          .contains("configuration network.width")
          .contains(release.getDataFingerprint(), data.toUri().toString())
          .containsPattern("data files +130");

      assertThat(publish(folder.resolve("nowhere")).exitCode()).isEqualTo(1);
    }
  }

  /** The version of the model that scored one image, as everybody sees it. */
  private String scoredBy(String campaign) {
    platform.ok(
        "submit",
        data.resolve("images").resolve("drawn_000.png").toString(),
        "--campaign=" + campaign,
        "--wait");
    CommandRun run = platform.ok("results", "--format=json");
    Matcher version =
        Pattern.compile("\"campaign\":\"%s\".*\"version\":\"([^\"]+)\"".formatted(campaign))
            .matcher(run.out());
    assertThat(version.find()).as(run.out()).isTrue();
    return version.group(1);
  }

  /** Killed in each stage, it goes on where it was. */
  @Test
  void shouldDecideOnceThoughItIsKilledAgainAndAgain() throws Exception {
    assertThat(publish(data).exitCode()).isZero();
    for (String stage : List.of("started", "training", "epoch 7 of 12", "evaluating")) {
      try (var retrain = process()) {
        retrain.await(stage);
      }
    }
    try (var retrain = process()) {
      retrain.await("promoted");
      retrain.kill();
    }
    // What it was killed in, it has committed: it begins with the next event.
    publish(DrawnPairs.draw(folder.resolve("few"), 20, 4));
    try (var retrain = process()) {
      retrain.await("Waiting for data");
      assertThat(retrain.await("light")).contains("refused");
    }
    assertThat(platform.decisions()).hasSize(2).doesNotHaveDuplicates();
    assertThat(platform.ok("models", "list", store()).out().lines())
        .as("header, the model that was there before, and the new one")
        .hasSize(3);
    platform.ok("models", "rollback", store());
    assertThat(platform.releases().serving("light").orElseThrow().getVersion()).isEqualTo("1");
  }

  private EngramProcess process() throws IOException {
    Path settings = folder.resolve("client.properties");
    Files.writeString(settings, "session.timeout.ms=6000\nheartbeat.interval.ms=1000\n");
    List<String> args = new ArrayList<>(arguments());
    args.add("--client-config=" + settings);
    return EngramProcess.start(folder.resolve("logs"), args);
  }

  @Test
  void shouldRejectAModelThatIsNotBetterAndRefuseDataThatIsNotSound() throws Exception {
    Path few = DrawnPairs.draw(folder.resolve("few"), 20, 4);
    Path changed = DrawnPairs.draw(folder.resolve("changed"), 48, 16);
    assertThat(publish(few).exitCode()).isZero();
    assertThat(publish(changed).exitCode()).isZero();
    Files.delete(changed.resolve("images").resolve("drawn_001.png"));
    assertThat(publish(data).exitCode()).isZero();
    try (var retrain = retrain("--margin=1")) {
      assertThat(retrain.await("refused")).contains("20 images to train on and 4 to measure on");
      assertThat(retrain.await("refused")).contains("changed").contains("engram data check");
      assertThat(retrain.await("rejected")).contains("Not better enough");
    }
    Releases releases = platform.releases();
    assertThat(releases.serving("light")).isEmpty();
    assertThat(releases.trainings("light"))
        .singleElement()
        .satisfies(
            release -> assertThat(release.getDecision()).isEqualTo(ReleaseDecision.REJECTED));

    publish(data);
    Path other = DrawnPairs.draw(folder.resolve("other"), 49, 16);
    publish(other);
    try (var retrain = retrain("--margin=1")) {
      retrain.await("rejected    light " + releases.trainings("light").get(0).getVersion());
      retrain.await("rejected");
    }
    assertThat(platform.releases().trainings("light")).hasSize(2);
  }
}
