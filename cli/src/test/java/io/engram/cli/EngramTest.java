package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.processor.config.ProcessorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngramTest {
  @TempDir private Path folder;

  @Test
  void shouldListItsCommandsWhenThereIsNothingToDo() {
    CommandRun run = CommandRun.of();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "demo",
            "platform",
            "topics",
            "process",
            "submit",
            "results",
            "train",
            "evaluate",
            "data",
            "search",
            "bench");
  }

  @Test
  void shouldSayItsVersionAndJava() {
    CommandRun run = CommandRun.of("--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("(?s)engram \\d+\\.\\d+.*Java \\d+.*").doesNotContain("$");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "platform",
        "topics",
        "process",
        "submit",
        "results",
        "train",
        "evaluate",
        "data",
        "search"
      })
  void shouldExplainEachCommand(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: engram " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "process", "topics apply"})
  void shouldSayItsVersionInEveryCommand(String command) {
    CommandRun run = CommandRun.of((command + " --version").split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("engram ").contains("Java");
  }

  @Test
  void shouldNameEverySettingOfTheProcessor() {
    CommandRun run = CommandRun.of("process", "--help");

    assertThat(run.out()).contains(ProcessorConfig.settings()).contains("docs/configuration.md");
  }

  @Test
  void shouldSuggestTheOptionThatWasMeant() {
    CommandRun run = CommandRun.of("demo", "--limt", "3");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--limt", "--limit", "engram demo --help");
  }

  @Test
  void shouldSuggestTheCommandThatWasMeant() {
    CommandRun run = CommandRun.of("submitt");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("engram: Unmatched argument at index 0: 'submitt'")
        .contains("engram submit");
  }

  @Test
  void shouldRefuseAMissingFolderInOneLine() {
    Path missing = folder.resolve("no such folder");

    CommandRun run = CommandRun.of("submit", missing.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "engram: "
                + missing
                + ": no such file or folder. Give the path of a folder or an"
                + " image.");
  }

  @Test
  void shouldShowTheStackTraceOnlyWhenAsked() {
    String missing = folder.resolve("missing").toString();

    assertThat(CommandRun.of("submit", missing).err()).doesNotContain("\tat ");
    assertThat(CommandRun.of("submit", missing, "--debug").err()).contains("\tat io.engram.cli.");
  }

  @Test
  void shouldRefuseAFolderWithoutImages() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "nothing to see");

    CommandRun run = CommandRun.of("submit", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(folder.toString(), "no images found", "1 other file");
  }

  @Test
  void shouldRefuseAModelThatIsNoBundle() {
    CommandRun run = CommandRun.of("demo", "--model", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(folder.toString());
  }

  @Test
  void shouldRefuseALimitWithoutImages() {
    CommandRun run = CommandRun.of("demo", "--limit", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--limit must be at least 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--kafka-port=99999", "--registry-port=-1", "--host=0.0.0.0"})
  void shouldRefuseAPlatformThatNobodyCouldReach(String option) {
    CommandRun run = CommandRun.of("platform", option, "--data=" + folder);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option.split("=")[1]).doesNotContain("Exception");
  }

  /** Not even root can create a file there. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldRefuseAnOutputFolderThatCannotBeWrittenTo() {
    CommandRun run = CommandRun.of("demo", "--out=/proc/self");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "engram: /proc/self: can't be written to. Give a folder that you can write to --out.");
  }

  @Test
  void shouldNameEveryWrongSettingOfTheProcessor() {
    CommandRun run = CommandRun.of("process", "batch.max-sise=8", "decode.threads=many");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("batch.max-sise", "batch.max-size", "decode.threads", "many");
  }

  @Test
  void shouldRefuseASettingWithoutValue() {
    CommandRun run = CommandRun.of("process", "fast");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'fast' is not a setting: write it as key=value");
  }

  @Test
  void shouldRefuseABrokerThatIsNoAddress() throws IOException {
    Path image = Files.writeString(folder.resolve("a.png"), "a");

    CommandRun run = CommandRun.of("submit", "--bootstrap-servers=nowhere", image.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("nowhere", "host:port");
  }

  @Test
  void shouldRefuseARegistryThatIsNoUrl() {
    CommandRun run = CommandRun.of("results", "--registry", "localhost:8081");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--registry", "localhost:8081", "is no HTTP URL");
  }

  @Test
  void shouldLetTheCommandLineWinOverTheFileOfSettings() throws IOException {
    Path file = folder.resolve("processor.properties");
    Files.writeString(file, "bootstrap.servers=in-the-file\n");

    CommandRun without = CommandRun.of("process", "--config=" + file);
    CommandRun with =
        CommandRun.of("process", "--config=" + file, "--bootstrap-servers=on-the-command-line");

    assertThat(without.err()).contains("broker in-the-file: ");
    assertThat(with.err()).contains("broker on-the-command-line: ");
  }

  @Test
  void shouldRefuseARegionThatLeavesTheImage() {
    CommandRun run = CommandRun.of("submit", "--roi", "logo=0.8,0.8,0.3,0.1", "photos");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("logo=0.8,0.8,0.3,0.1", "name=left,top,width,height");
  }

  @Test
  void shouldRefuseWhatTheProcessorWouldRefuseOfEveryImage() {
    CommandRun twice =
        CommandRun.of("submit", "--roi=logo=0,0,1,1", "--roi=logo=0,0,1,1", folder.toString());
    CommandRun tooLong = CommandRun.of("submit", "--campaign=" + "x".repeat(1025), ".");

    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).contains("'logo' is there twice", "engram submit --help");
    assertThat(tooLong.exitCode()).isEqualTo(2);
    assertThat(tooLong.err()).contains("campaign has 1,025 characters");
  }

  @Test
  void shouldNeedTheImagesToDrawOverlays() {
    CommandRun run = CommandRun.of("results", "--overlays", folder.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--images");
  }

  @Test
  void shouldNameThePresetsWhenOneIsUnknown() {
    CommandRun run = CommandRun.of("train", "--dataset", folder.toString(), "--preset", "heavy");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("heavy", "light");
  }

  @Test
  void shouldSayWhichFileHoldsNoBackbone() throws Exception {
    Path file = Files.writeString(folder.resolve("weights.bin"), "something else");
    CommandRun run =
        CommandRun.of("train", "--dataset=" + folder, "--preset=mobilenet", "--backbone=" + file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(file + " is no safetensors file").doesNotContain("Exception");
  }

  @Test
  void shouldTakeItsFirstWeightsFromOnePlaceOnly() {
    CommandRun run =
        CommandRun.of(
            "train", "--dataset=" + folder, "--backbone=a.safetensors", "--warm-start=runs/b");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--warm-start", "--backbone", "not both");
  }

  @Test
  void shouldRefuseADatasetThatIsNone() {
    CommandRun run = CommandRun.of("train", "--dataset", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(folder.toString());
  }
}
