package io.engram.trainer.dataset.check;

import io.engram.imaging.ImageDecoder;
import io.engram.imaging.RgbImage;
import io.engram.imaging.UndecodableImageException;
import io.engram.model.bundle.Sha256;
import io.engram.trainer.dataset.GreyMaps;
import io.engram.trainer.dataset.ImageBytes;
import io.engram.trainer.dataset.ImageSize;
import io.engram.trainer.dataset.SchemaChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is kept of a photograph and its map once they were decoded.
 *
 * @param photograph empty if it cannot be decoded
 * @param map empty if there is none or it cannot be decoded
 * @param failure why either cannot be decoded
 */
record ImageFacts(
    String name, Optional<Photograph> photograph, Optional<Map> map, Optional<String> failure) {

  /**
   * @param digest SHA-256 of the file
   * @param look its {@link PerceptualHash}
   */
  record Photograph(ImageSize size, String digest, long look) {}

  /**
   * @param blue whether there is blue in it that no grey explains
   */
  record Map(ImageSize size, boolean blankTrue, boolean blankFalse, boolean grey, boolean blue) {}

  /** About what networks see: large enough for every mark, small enough to even out JPEG noise. */
  private static final int MAP_SIDE = 128;

  /** What JPEG leaks into blue stays below. */
  private static final int BLUE = 40;

  private static final ImageDecoder DECODER = new ImageDecoder(ImageBytes.LIMITS);

  /** Reads both files. */
  static ImageFacts of(String name, Path photograph, Optional<Path> map) {
    Optional<Photograph> picture = Optional.empty();
    try {
      picture = Optional.of(photograph(photograph));
      return new ImageFacts(
          name,
          picture,
          map.isEmpty() ? Optional.empty() : Optional.of(map(map.get())),
          Optional.empty());
    } catch (UndecodableImageException e) {
      return failed(name, picture, e.detail());
    } catch (IOException e) {
      return failed(name, picture, e.toString());
    }
  }

  private static ImageFacts failed(String name, Optional<Photograph> picture, String reason) {
    var file = picture.isEmpty() ? name : "the map of " + name;
    return new ImageFacts(name, picture, Optional.empty(), Optional.of(file + " (" + reason + ")"));
  }

  private static Photograph photograph(Path file) throws IOException, UndecodableImageException {
    var bytes = ImageBytes.read(file);
    var decoded = DECODER.decode(bytes, PerceptualHash.SIDE, PerceptualHash.SIDE);
    return new Photograph(
        ImageSize.of(decoded), Sha256.of(bytes), PerceptualHash.of(decoded.pixels()));
  }

  private static Map map(Path file) throws IOException, UndecodableImageException {
    var decoded = DECODER.decode(ImageBytes.read(file), MAP_SIDE, MAP_SIDE);
    var pixels = decoded.pixels();
    boolean grey = GreyMaps.isGrey(pixels);
    int brightest = largest(pixels, SchemaChannel.TRUE_SCHEMA);
    boolean blankTrue = brightest < SchemaChannel.BLANK_BELOW;
    boolean blankFalse =
        grey || largest(pixels, SchemaChannel.FALSE_SCHEMA) < SchemaChannel.BLANK_BELOW;
    boolean blue = !grey && largest(pixels, SchemaChannel.UNUSED) >= BLUE;
    return new Map(ImageSize.of(decoded), blankTrue, blankFalse, grey && !blankTrue, blue);
  }

  private static int largest(RgbImage map, SchemaChannel channel) {
    int largest = 0;
    for (int i = channel.rgbIndex(); i < map.rgb().length; i += 3) {
      largest = Math.max(largest, map.rgb()[i] & 0xff);
    }
    return largest;
  }
}
