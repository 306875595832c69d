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

  WithOverlays(ResultWriter writer, Path images, OverlayFolder overlays, Console console) {
    this.writer = writer;
    this.images = images;
    this.overlays = overlays;
    this.console = console;
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
    try {
      byte[] encoded = Files.readAllBytes(Names.resolve(images, imageId));
      overlays.write(imageId, DrawnOverlay.of(encoded, heatmap, OverlayStyle.defaults()).overlay());
    } catch (NoSuchFileException e) {
      console.say("no overlay of " + imageId + ": it is not in " + images);
    } catch (IOException | UndecodableImageException e) {
      console.say("no overlay of " + imageId + ": " + e.getMessage());
    } catch (RuntimeException e) {
      console.say("no overlay of " + imageId + ": " + e);
    }
  }
}
