package io.engram.benchmarks.micro;

import io.engram.benchmarks.images.SampleImages;
import io.engram.imaging.DecodeLimits;
import io.engram.imaging.Heatmap;
import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.UndecodableImageException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The creatives at 700 x 700, and what the shipped model's size makes of them, in turn. */
@State(Scope.Thread)
public class Pictures {
  /** Pixels in and cells out of the shipped model. */
  static final int SIDE = 160;

  final ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults());
  private final SampleImages samples = SampleImages.drawn(700);
  private final RgbImage whole = decode(700);
  private final RgbImage small = decode(SIDE);
  private int next;

  byte[] jpeg() {
    return samples.plain(next++);
  }

  RgbImage whole() {
    return whole;
  }

  RgbImage small() {
    return small;
  }

  /** As smooth as the model's own: sixteen cells a side, interpolated. */
  Heatmap heatmap() {
    Heatmap coarse = Heatmap.fromVmsMap(whole.resize(16, 16));
    return coarse.resize(SIDE, SIDE);
  }

  private RgbImage decode(int side) {
    try {
      return decoder.decode(samples.plain(0), side, side).pixels();
    } catch (UndecodableImageException e) {
      throw new IllegalStateException("a creative that Engram drew cannot be decoded", e);
    }
  }
}
