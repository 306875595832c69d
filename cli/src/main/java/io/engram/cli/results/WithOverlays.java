package io.engram.cli.results;

import io.engram.cli.console.Console;
import io.engram.cli.overlays.DrawnOverlay;
import io.engram.cli.overlays.Names;
import io.engram.cli.overlays.OverlayFolder;
import io.engram.imaging.UndecodableImageException;
import io.engram.imaging.overlay.OverlayStyle;
import io.engram.schemas.MemorabilityScore;
import io.engram.schemas.ScoringFailure;
import io.engram.schemas.VmsHeatmap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Prints results and writes an overlay for each heatmap; one that can't be drawn stops nothing. */
final class WithOverlays implements ResultListener {
  private final ResultWriter writer;
  private final Path images;
  private final OverlayFolder overlays;
  private final Console console;

  private int heatmaps;
  private int drawn;

  WithOverlays(ResultWriter writer, Path images, OverlayFolder overlays, Console console) {
    this.writer = writer;
    this.images = images;
    this.overlays = overlays;
    this.console = console;
  }

  /** Whether there were heatmaps and none could be drawn: the wrong folder was given, likely. */
  boolean failed() {
    return heatmaps > 0 && drawn == 0;
  }

  @Override
  public void scored(MemorabilityScore score) {
    writer.scored(score);
  }

  @Override
  public void failed(ScoringFailure failure) {
    writer.failed(failure);
  }

  @Override
  public void mapped(VmsHeatmap heatmap) {
    String imageId = heatmap.getImageId();
    heatmaps++;
    try {
      Path file = Names.resolve(images, imageId);
      // Reading a pipe or a device may never end.
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new IOException(file + " is not a regular file");
      }
      byte[] encoded = Files.readAllBytes(file);
      overlays.write(imageId, DrawnOverlay.of(encoded, heatmap, OverlayStyle.defaults()).overlay());
      drawn++;
    } catch (NoSuchFileException e) {
      console.say("no overlay of " + imageId + ": it is not in " + images);
    } catch (IOException | UndecodableImageException e) {
      console.say("no overlay of " + imageId + ": " + e.getMessage());
    } catch (RuntimeException e) {
      console.say("no overlay of " + imageId + ": " + e);
    }
  }
}
