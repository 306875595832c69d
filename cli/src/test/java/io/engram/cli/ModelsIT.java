package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.model.bundle.ModelBundle;
import io.engram.model.testing.TinyBundle;
import io.engram.model.testing.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of models, command by command. */
class ModelsIT {
  @TempDir private Path folder;
  private LivePlatform platform;

  @BeforeEach
  void start() throws Exception {
    platform = LivePlatform.start();
  }

  @AfterEach
  void stop() throws Exception {
    platform.close();
  }

  private CommandRun stored(String... args) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(args));
    all.add("--store=" + folder.resolve("store"));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private CommandRun decided(String... args) {
    return stored(platform.with(args));
  }

  private ModelBundle publish(String version, int side, String... more) {
    ModelBundle bundle =
        TinyBundle.write(
            folder.resolve("bundle-" + version + "-" + side),
            TinyModel.of(side, side),
            "tiny",
            version);
    List<String> args = new ArrayList<>(List.of("publish", bundle.directory().toString()));
    args.addAll(List.of(more));
    CommandRun run = stored(args.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().strip()).isEqualTo(bundle.sha256());
    return bundle;
  }

  private String decisions() {
    return decided("list").out();
  }

  @Test
  void shouldPromoteTryOutWithdrawAndRollBack() {
    assertThat(decided("list").err()).contains("No model in");
    publish("1", 16);
    publish("2", 32);
    assertThat(decided("rollback").err()).contains("no model was promoted");

    assertThat(decided("promote", "1").err()).contains("tiny 1 serves from now on");
    assertThat(decided("promote", "1").err()).contains("serves already");
    assertThat(decided("promote", "2", "--share=0.25").err()).contains("scores 25% of the images");
    assertThat(decisions())
        .containsPattern("tiny 2 .* canary of 25%")
        .containsPattern("tiny 1 .* serves");
    assertThat(platform.run("models", "withdraw", "tiny").exitCode()).isZero();
    assertThat(decisions()).containsPattern("tiny 2 .* none yet");
    assertThat(platform.run("models", "withdraw", "tiny").err())
        .contains("has no version on trial");

    assertThat(decided("promote", "tiny/2").exitCode()).isZero();
    assertThat(decisions())
        .containsPattern("tiny 2 .* serves")
        .containsPattern("tiny 1 .* served before");
    assertThat(decided("rollback").err()).contains("tiny 1 serves from now on");
    assertThat(decided("rollback").err()).contains("no version is known that served before");
    assertThat(decided("rollback", "--to=1").err()).contains("serves already");
    assertThat(decided("rollback", "--to=2").err()).contains("tiny 2 serves from now on");
  }

  @Test
  void shouldRefuseASecondModelOfAVersionAndWhatItCannotFind() {
    ModelBundle first = publish("1", 16);
    ModelBundle second = publish("1", 32);

    assertThat(decided("promote", "1").err()).contains("is more than one model");
    assertThat(decided("promote", first.sha256().substring(0, 8)).exitCode()).isZero();
    assertThat(decided("promote", second.sha256()).err())
        .contains("was decided on before as another bundle", "--model-version");
    assertThat(decided("promote", "3").err()).contains("3: is no model of");
    assertThat(decided("promote", "1", "--share=1").err()).contains("--share must be above 0");
  }

  @Test
  void shouldDeleteOnlyWhatNobodyWillServe() {
    publish("1", 16);
    assertThat(decided("gc", "--older-than=0").err()).contains("holds no decision");
    for (int version = 2; version <= 5; version++) {
      publish(Integer.toString(version), 16);
      decided("promote", Integer.toString(version));
    }
    decided("promote", "1", "--share=0.5");
    assertThat(decided("gc").err()).contains("0 of 5");
    assertThat(decided("gc", "--older-than=-1").exitCode()).isEqualTo(2);

    String planned = decided("gc", "--older-than=0", "--keep=2", "--dry-run").out();
    assertThat(planned.lines()).hasSize(2).allMatch(line -> line.startsWith("would delete"));
    assertThat(planned).contains("tiny 2", "tiny 3");
    assertThat(decisions().lines()).hasSize(6);
    assertThat(decided("gc", "--older-than=0", "--keep=2").out()).contains("tiny 2", "tiny 3");
    assertThat(decisions()).contains("tiny 1", "tiny 4", "tiny 5").doesNotContain("tiny 2");
  }

  @Test
  void shouldShowCompareSignAndVerify() throws Exception {
    Path keys = folder.resolve("release");
    CommandRun made = CommandRun.of("models", "keys", keys.toString());
    assertThat(made.exitCode()).isZero();
    assertThat(CommandRun.of("models", "keys", keys.toString()).err()).contains("is there already");
    publish("1", 16, "--sign=" + keys + ".key");
    ModelBundle second = publish("2", 32);

    assertThat(stored("show", "1").out())
        .contains("tiny 1", "16 x 16 pixels", "8 x 8 cells", "fp32", "pearson.true-schema")
        .containsPattern("signed +yes");
    assertThat(stored("diff", "1", "2").out())
        .containsPattern("input +16 x 16 +32 x 32")
        .doesNotContain("pearson");
    assertThat(stored("verify").exitCode()).isZero();
    CommandRun trusted = stored("verify", "--trusted-key=" + keys + ".pub");
    assertThat(trusted.exitCode()).isEqualTo(1);
    assertThat(trusted.out()).containsPattern("sound .* tiny 1").contains("it is not signed");

    Files.write(
        folder.resolve("store/bundles").resolve(second.sha256()).resolve("model.onnx"),
        new byte[] {1});
    assertThat(stored("verify", "2").out()).contains("unsound", "model.onnx has SHA-256");
  }
}
