package io.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.console.StopSignal;
import io.engram.cli.creatives.Creative;
import io.engram.imaging.overlay.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it: real broker, real registry, the shipped model. */
class DemoIT {
  @TempDir private Path folder;

  @Test
  void shouldRankTheCreativesThatItDrawsAndWriteAReport() throws Exception {
    Path out = folder.resolve("out");

    CommandRun run = CommandRun.of("demo", "--out", out.toString(), "--debug");

    assertThat(run.err()).contains("scored 15 failed 0");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("campaign morning-roast", "campaign quiet-hours", "campaign trail-season")
        .contains("product", "headline");
    List<String> names = Creative.all().stream().map(Creative::fileName).toList();
    assertThat(run.out()).contains(names);
    assertThat(Files.readString(out.resolve("report.html"))).contains(names);
    assertThat(Files.readAllLines(out.resolve("scores.csv"))).hasSize(1 + names.size());
    assertThat(filesBelow(out.resolve("overlays")))
        .containsExactlyInAnyOrderElementsOf(names.stream().map(name -> name + ".png").toList());
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("creatives", "overlays", "report.html", "scores.csv");
  }

  @Test
  void shouldScoreEveryGoodImageAndNameEveryOther() throws Exception {
    Path images = folder.resolve("images");
    Map<String, String> reasons = OddImages.fill(Files.createDirectories(images));
    Path out = folder.resolve("out");

    CommandRun run = CommandRun.of("demo", images.toString(), "--out", out.toString(), "--debug");

    assertThat(run.err())
        .contains("scored %d failed %d".formatted(OddImages.GOOD, reasons.size()))
        .contains("skipping 1 file");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("good/0.png", "good/1.png", "good/2.png");
    List<String> rows = Files.readAllLines(out.resolve("scores.csv"));
    assertThat(rows).hasSize(1 + OddImages.GOOD + reasons.size());
    reasons.forEach(
        (name, reason) -> {
          assertThat(rows).filteredOn(row -> row.startsWith(name + ",")).hasSize(1);
          assertThat(rows).anyMatch(row -> row.startsWith(name + ",") && row.contains(reason));
          assertThat(run.out()).contains("  " + name);
        });
    assertThat(filesBelow(out.resolve("overlays"))).hasSize(OddImages.GOOD);
  }

  @Test
  void shouldNotScoreWhatAnEarlierDemoHasDrawnNorKeepItsOverlays() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    byte[] png = new PngEncoder().encode(Creative.all().get(0).draw());
    Path first = Files.write(images.resolve("first.png"), png);
    String out = images.resolve("engram-demo").toString();
    assertThat(CommandRun.of("demo", images.toString(), "--out", out).exitCode()).isZero();
    Files.move(first, images.resolve("second.png"));

    CommandRun run = CommandRun.of("demo", images.toString(), "--out", out);

    assertThat(run.err()).contains("scored 1 failed 0");
    assertThat(filesBelow(images.resolve("engram-demo/overlays")))
        .containsExactly("second.png.png");
  }

  @Test
  void shouldLeaveNothingBehindWhenItIsStopped() throws Exception {
    var stop = new StopSignal();
    stop.raise();
    Path out = folder.resolve("out");

    CommandRun run = CommandRun.of(stop, "demo", "--out", out.toString());

    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(out.toFile().list()).containsExactly("creatives");
  }

  @Test
  void shouldRefuseAModelThatIsNotTheOneOfItsManifest() throws Exception {
    Path shipped = CommandRun.HOME.resolve("models/mobilenet");
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    for (Path file : filesIn(shipped)) {
      Files.copy(file, bundle.resolve(file.getFileName()));
    }
    for (Path graph : filesIn(bundle)) {
      if (graph.toString().endsWith(".onnx")) {
        Files.write(graph, new byte[] {0}, StandardOpenOption.APPEND);
      }
    }

    CommandRun run =
        CommandRun.of("demo", "--limit=1", "--model=" + bundle, "--out=" + folder.resolve("out"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).containsIgnoringCase("sha-256").contains(bundle.toString());
  }

  @Test
  void shouldFailWhenNothingCouldBeScored() throws Exception {
    Path text = Files.writeString(folder.resolve("text.jpg"), "no image");
    Path out = folder.resolve("out");

    CommandRun run = CommandRun.of("demo", text.toString(), "--out", out.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("1 not scored:", "text.jpg");
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }
}
