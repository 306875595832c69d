package io.engram.cli.overlays;

import io.engram.imaging.DecodeLimits;
import io.engram.imaging.Heatmap;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.UndecodableImageException;
import io.engram.imaging.canvas.Box;
import io.engram.imaging.overlay.Overlay;
import io.engram.imaging.overlay.OverlayStyle;
import io.engram.imaging.regions.Bounds;
import io.engram.imaging.regions.Region;
import io.engram.imaging.regions.RegionKind;
import io.engram.schemas.VmsHeatmap;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A photograph and the same under its heatmap.
 *
 * @param photograph no larger than {@value #LONGER_SIDE} pixels on its longer side
 * @param overlay the photograph under its heatmap, with its regions and a legend below
 */
public record DrawnOverlay(RgbImage photograph, RgbImage overlay) {
  private static final int LONGER_SIDE = 960;

  /**
   * Draws it.
   *
   * @param encoded the photograph's file
   * @param result what the processor made of it
   * @param style how the overlay looks
   */
  public static DrawnOverlay of(byte[] encoded, VmsHeatmap result, OverlayStyle style)
      throws UndecodableImageException {
    RgbImage photograph =
        new ImageDecoder(DecodeLimits.defaults()).decodeWithin(encoded, LONGER_SIDE).pixels();
    return new DrawnOverlay(
        photograph, Overlay.render(photograph, heatmap(result), regions(result), style));
  }

  /** The overlay without its legend and margin: as high for its width as the photograph. */
  public RgbImage overlayAlone() {
    Box place = Overlay.placeOf(photograph);
    return overlay.crop(place.left(), place.top(), place.width(), place.height());
  }

  private static Heatmap heatmap(VmsHeatmap result) {
    return new Heatmap(
        result.getRasterWidth(),
        result.getRasterHeight(),
        bytes(result.getTrueSchema()),
        bytes(result.getFalseSchema()));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Kinds that this version does not know are left out. */
  private static List<Region> regions(VmsHeatmap result) {
    return result.getRegions().stream()
        .filter(
            region ->
                Arrays.stream(RegionKind.values())
                    .anyMatch(kind -> kind.name().equals(region.getKind().name())))
        .map(DrawnOverlay::region)
        .toList();
  }

  private static Region region(io.engram.schemas.Region region) {
    io.engram.schemas.Bounds bounds = region.getBounds();
    return new Region(
        RegionKind.valueOf(region.getKind().name()),
        Optional.ofNullable(region.getName()),
        new Bounds(bounds.getLeft(), bounds.getTop(), bounds.getWidth(), bounds.getHeight()),
        region.getArea(),
        region.getMean(),
        region.getPeak(),
        region.getShare(),
        region.getRank());
  }
}
