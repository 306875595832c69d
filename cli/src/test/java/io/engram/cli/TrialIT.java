package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import io.engram.schemas.ModelRelease;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models on trial, from the command that begins one to the rule that ends it. */
class TrialIT {
  private static final int SIDE = 64;

  @TempDir private Path folder;
  private LivePlatform platform;
  private LiveCommand processor;
  private Path first;

  @BeforeEach
  void start() throws Exception {
    platform = LivePlatform.start();
    first = bundle("1");
    publish(first);
    publish(bundle("2"));
    CommandRun.ok("data", "draw", folder.resolve("drawn").toString(), "--images=40");
    processor =
        LiveCommand.start(
            platform.with(
                "process",
                "--model=" + first,
                "--store=" + store(),
                "model.cache-folder=" + folder.resolve("cache")));
    processor.await("Scoring with tiny 1");
  }

  @AfterEach
  void stop() throws Exception {
    try (LivePlatform last = platform) {
      if (processor != null) {
        processor.close();
      }
    }
  }

  private String store() {
    return folder.resolve("store").toString();
  }

  private Path bundle(String version) {
    Path place = folder.resolve("bundle-" + version);
    TinyBundle.write(place, TinyModel.of(SIDE, SIDE), "tiny", version);
    return place;
  }

  private void publish(Path bundle) {
    CommandRun.ok("models", "publish", bundle.toString(), "--store=" + store());
  }

  private String[] promote(String... options) {
    return Stream.concat(
            Stream.of("models", "promote", "2", "--store=" + store()), Arrays.stream(options))
        .toArray(String[]::new);
  }

  private void tryOut(String... options) throws Exception {
    platform.ok(promote(options));
    processor.await("Trying tiny 2 out");
  }

  private void score() {
    platform.ok("submit", folder.resolve("drawn/images").toString(), "--wait");
  }

  @Test
  void shouldPromoteAShadowThatAgrees() throws Exception {
    tryOut("--shadow", "--after=30");
    score();

    try (LiveCommand judge = LiveCommand.start(platform.with("models", "judge"))) {
      assertThat(judge.await("tiny 2 is promoted."))
          .contains("keeps the limits of its rule", "score shift +0.0000", "agreement 1.0000");
      processor.await("Serving tiny 2");
    }
    ModelRelease serving = platform.releases().serving("tiny").orElseThrow();
    assertThat(serving.getVersion()).isEqualTo("2");
    assertThat(platform.decisions()).containsExactly("tiny#trial", "tiny/2", "tiny");
  }

  @Test
  void shouldShowATrialThatSomebodyIsToDecideOn() throws Exception {
    assertThat(platform.run("models", "trial", "tiny").err()).contains("has no version on trial");
    tryOut("--share=0.5");
    score();

    CommandRun shown = platform.ok("models", "trial", "tiny");
    assertThat(shown.out())
        .contains("tiny 2, a canary of 50% of the images, beside the given model")
        .contains("It goes on until somebody promotes or withdraws it.");
    assertThat(platform.releases().serving("tiny")).isEqualTo(Optional.empty());
  }

  @Test
  void shouldLeaveAModelThatIsToBeHeldToPeopleAndBeginAnewWhereItIsTriedAgain() throws Exception {
    tryOut("--shadow", "--after=30", "--hold");
    score();
    try (LiveCommand judge = LiveCommand.start(platform.with("models", "judge"))) {
      judge.await("Judging trials");
      awaitReports();
      assertThat(platform.ok("models", "trial", "tiny").out())
          .contains("tiny 2, a shadow of 100% of the images")
          .contains("To be decided by somebody: It keeps the limits of its rule")
          .containsPattern("agreement +1.0000");

      CommandRun again = platform.ok(promote("--shadow", "--after=30", "--min-agreement=1"));
      assertThat(again.err())
          .contains("The trial of tiny 2 has ended.")
          .contains("Its rule ends it while engram retrain or engram models judge runs.");
      processor.await("Trying tiny 2 out");
    }
    assertThat(platform.releases().serving("tiny")).isEmpty();
  }

  /** A processor tells every few seconds what it has seen. */
  private void awaitReports() {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (platform.ok("models", "trial", "tiny").out().contains("Goes on: ")) {
      assertThat(System.nanoTime()).as("no report came").isLessThan(deadline);
    }
  }

  @Test
  void shouldRefuseRulesThatCannotBe() {
    assertThat(refusal("--after=10")).contains("--after ends a trial: say --share or --shadow");
    assertThat(refusal("--shadow", "--after=0")).contains("--after must be at least 1");
    assertThat(refusal("--shadow", "--max-shift=2")).contains("--max-shift must be from 0 to 1");
    assertThat(refusal("--shadow", "--share=1.5")).contains("--share must be above 0");
    assertThat(refusal("--shadow", "--hold")).contains("need --after N");
    assertThat(refusal("--share=0.1", "--max-shift=0.01")).contains("need --after N");
    assertThat(refusal("--share=0.1", "--after=9", "--min-agreement=0.5"))
        .contains("--min-agreement is for a --shadow");
    assertThat(platform.decisions()).isEmpty();
  }

  private String refusal(String... options) {
    return platform.run(promote(options)).err();
  }
}
