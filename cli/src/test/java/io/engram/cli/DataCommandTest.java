package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandTest {

  @TempDir private Path folder;

  @Test
  void shouldDrawADataSetThatIsFitForTraining() throws Exception {
    String data = draw(16);

    assertThat(Files.readAllLines(Path.of(data, "viscplus_train.csv"))).hasSize(14);
    CommandRun check = CommandRun.of("data", "check", data);
    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .contains("14 images to train on, 2 to measure on. Layout: VISCHEMA PLUS")
        .contains("note     maps without false schema: 4")
        .contains("-> correlation is undefined there")
        .contains("Fit for training; see the warnings.");
  }

  @Test
  void shouldFailWhereTrainingWouldBeRefused() throws Exception {
    String data = draw(16);
    for (String name : List.of("01", "02", "03", "04", "05")) {
      Files.delete(Path.of(data, "vms", "drawn_0" + name + ".png"));
    }

    CommandRun check = CommandRun.of("data", "check", data);
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .contains("error    photographs without a map: 5", "drawn_001.png", "and 2 more")
        .contains("-> training would be refused; add the maps")
        .contains("Not fit for training: see the errors.");
  }

  @Test
  void shouldPrintEveryNameAsJson() throws Exception {
    String data = draw(16);
    Files.writeString(Path.of(data, "images", "drawn_015.png"), "no image");

    CommandRun check = CommandRun.of("data", "check", data, "--json");
    assertThat(check.exitCode()).isEqualTo(1);
    var report = new ObjectMapper().readTree(check.out());
    assertThat(report.get("fitForTraining").asBoolean()).isFalse();
    assertThat(report.get("training").asInt()).isEqualTo(14);
    var first = report.get("findings").get(0);
    assertThat(first.get("kind").asText()).isEqualTo("UNREADABLE");
    assertThat(first.get("severity").asText()).isEqualTo("ERROR");
    assertThat(first.get("where").get(0).asText()).startsWith("drawn_015.png (");
  }

  @Test
  void shouldRefuseAFolderWithoutDataSetInOneLine() {
    CommandRun check = CommandRun.of("data", "check", folder.toString());
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.err().lines())
        .singleElement()
        .asString()
        .contains("no data set is recognised");
  }

  @Test
  void shouldStopWhenAsked() throws Exception {
    String data = draw(4);
    var stop = new StopSignal();
    stop.raise();
    CommandRun check = CommandRun.of(stop, "data", "check", data);
    assertThat(check.exitCode()).isEqualTo(130);
    assertThat(check.err()).contains("Stopped before every image was checked.");
  }

  @Test
  void shouldNotDrawOverAnything() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "irreplaceable");
    CommandRun draw = CommandRun.of("data", "draw", folder.toString());
    assertThat(draw.exitCode()).isEqualTo(1);
    assertThat(draw.err()).contains("is not empty; name a new or empty folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data",
        "data draw x --images 1",
        "data draw x --side 8",
        "data check x --alike 33",
        "data check x --validation-share 1",
        "data check x --validation-share half"
      })
  void shouldRefuseAWrongCommandLine(String line) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("engram: ").contains("See: engram data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --dataset d",
        "evaluate --dataset d",
        "search run --space s --dataset d",
        "search worker --dataset d",
        "data check d"
      })
  void shouldTakeTheSameAboutTheDataInEveryCommand(String line) {
    var console = new Console(new PrintWriter(System.out), new PrintWriter(System.err), false);
    var engram = new Engram(console, new StopSignal(), CommandRun.INSTALLATION).commandLine();
    var words = (line + " --maps m --validation-share 0.25").split(" ");
    assertThatCode(() -> engram.parseArgs(words)).doesNotThrowAnyException();
  }

  private String draw(int images) {
    String data = folder.resolve("drawn").toString();
    CommandRun draw =
        CommandRun.of("data", "draw", data, "--images", images + "", "--side", "64", "--seed", "2");
    assertThat(draw.err()).isEmpty();
    assertThat(draw.out().strip()).isEqualTo(data);
    return data;
  }
}
