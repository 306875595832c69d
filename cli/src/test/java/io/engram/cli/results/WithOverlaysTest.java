package io.engram.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.engram.cli.console.Console;
import io.engram.cli.creatives.Creative;
import io.engram.cli.overlays.OverlayFolder;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.schemas.StageTimings;
import io.engram.schemas.VmsHeatmap;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithOverlaysTest {
  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @Test
  void shouldHaveFailedWhenNoOverlayCouldBeDrawn() {
    WithOverlays drawing = drawing();
    assertThat(drawing.failed()).isFalse();

    drawing.mapped(heatmap("gone.png"));

    assertThat(drawing.failed()).isTrue();
    assertThat(said.toString()).contains("no overlay of gone.png: it is not in " + folder);
  }

  @Test
  void shouldNotHaveFailedWhenOneCouldBeDrawn() throws Exception {
    Files.write(folder.resolve("a.png"), new PngEncoder().encode(Creative.all().get(0).draw()));
    WithOverlays drawing = drawing();

    drawing.mapped(heatmap("gone.png"));
    drawing.mapped(heatmap("a.png"));

    assertThat(drawing.failed()).isFalse();
    assertThat(folder.resolve("overlays/a.png.png")).exists();
  }

  @Test
  void shouldOpenNothingButFiles() throws Exception {
    Files.createDirectories(folder.resolve("pipe.png"));

    drawing().mapped(heatmap("pipe.png"));

    assertThat(said.toString()).contains("pipe.png is not a regular file");
  }

  private WithOverlays drawing() {
    var console = new Console(new PrintWriter(said), new PrintWriter(said, true), false);
    var overlays = new OverlayFolder(folder.resolve("overlays"));
    return new WithOverlays(new TableWriter(line -> {}), folder, overlays, console);
  }

  private static VmsHeatmap heatmap(String imageId) {
    return VmsHeatmap.newBuilder()
        .setImageId(imageId)
        .setContentSha256("00ff")
        .setModelName("light")
        .setModelVersion("1.0.0")
        .setRasterWidth(1)
        .setRasterHeight(1)
        .setTrueSchema(ByteBuffer.allocate(1))
        .setFalseSchema(ByteBuffer.allocate(1))
        .setImageWidth(640)
        .setImageHeight(480)
        .setScore(0.5)
        .setRegions(List.of())
        .setTimings(new StageTimings(1L, 1L, 1L, 1L, 1))
        .setSubmittedAt(Instant.EPOCH)
        .setScoredAt(Instant.EPOCH)
        .build();
  }
}
