package io.engram.cli.demo;

import io.engram.cli.console.ProgressLine;
import io.engram.cli.overlays.DrawnOverlay;
import io.engram.cli.overlays.OverlayFolder;
import io.engram.cli.report.Card;
import io.engram.cli.report.Pictures;
import io.engram.cli.report.Preview;
import io.engram.cli.results.Ranking.Ranked;
import io.engram.cli.results.ResultListener;
import io.engram.cli.submit.Submission;
import io.engram.imaging.UndecodableImageException;
import io.engram.imaging.overlay.OverlayStyle;
import io.engram.schemas.Region;
import io.engram.schemas.VmsHeatmap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws each heatmap as it is read, and keeps previews of the ones that the report shows. */
final class DemoOverlays implements ResultListener {
  private static final Logger log = LoggerFactory.getLogger(DemoOverlays.class);

  /** A page with more previews than this takes long to open. */
  private static final int MOST_CARDS = 1000;

  /** Below this, the noise of blank heatmaps would look like something. */
  private static final double LEAST_SCALE = 0.2;

  private static final Pictures NO_HEATMAP = new Pictures.Missing("its heatmap did not come");

  private final OverlayFolder folder;
  private final ProgressLine line;
  private final Map<String, Path> files;
  private final List<Ranked> shown;
  private final Map<String, Pictures> pictures = new HashMap<>();
  private final Set<String> shownIds;
  private final OverlayStyle style;
  private final int expected;
  private final Set<String> missing;

  DemoOverlays(
      List<Submission> images, List<Ranked> ranking, OverlayFolder folder, ProgressLine line) {
    this.folder = folder;
    this.line = line;
    files = new HashMap<>();
    images.forEach(image -> image.file().ifPresent(file -> files.put(image.imageId(), file)));
    shown = ranking.subList(0, Math.min(MOST_CARDS, ranking.size()));
    shownIds = shown.stream().map(DemoOverlays::imageId).collect(Collectors.toSet());
    style = new OverlayStyle(0.8, OptionalDouble.of(fullScale(ranking)), true);
    expected = ranking.size();
    missing =
        ranking.stream().map(DemoOverlays::imageId).collect(Collectors.toCollection(TreeSet::new));
  }

  /** One scale for all pictures, so that the same colour means the same value in each. */
  static double fullScale(List<Ranked> ranking) {
    double peak =
        ranking.stream()
            .flatMap(ranked -> ranked.score().getRegions().stream())
            .mapToDouble(Region::getPeak)
            .max()
            .orElse(1);
    return Math.min(1, Math.max(LEAST_SCALE, Math.ceil(10 * peak) / 10));
  }

  @Override
  public void mapped(VmsHeatmap heatmap) {
    String imageId = heatmap.getImageId();
    Path file = files.get(imageId);
    if (file == null) {
      // While the demo is kept running, others may submit images as well.
      return;
    }
    draw(imageId, file, heatmap);
    missing.remove(imageId);
    line.show(() -> "drawing overlays %d/%d".formatted(expected - missing.size(), expected));
  }

  /** The file may have changed or gone since it was sent. */
  private void draw(String imageId, Path file, VmsHeatmap heatmap) {
    try {
      var overlay = DrawnOverlay.of(Files.readAllBytes(file), heatmap, style);
      folder.write(imageId, overlay.overlay());
      if (shownIds.contains(imageId)) {
        pictures.put(
            imageId,
            new Pictures.Drawn(
                Preview.of(overlay.photograph()), Preview.of(overlay.overlayAlone())));
      }
    } catch (IOException | UndecodableImageException | RuntimeException e) {
      log.warn("{} has no overlay: {}", imageId, reason(e), e);
      pictures.put(imageId, new Pictures.Missing(reason(e)));
    }
  }

  private static String reason(Exception failure) {
    return failure instanceof NoSuchFileException
        ? "the image is no longer where it was"
        : Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }

  /** Images whose heatmap has not been read yet. */
  Set<String> missing() {
    return missing;
  }

  /** What the report shows, in the order of the ranking. */
  List<Card> cards() {
    return shown.stream()
        .map(ranked -> new Card(ranked, pictures.getOrDefault(imageId(ranked), NO_HEATMAP)))
        .toList();
  }

  private static String imageId(Ranked ranked) {
    return ranked.score().getImageId();
  }
}
