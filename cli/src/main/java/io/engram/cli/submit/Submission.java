package io.engram.cli.submit;

import io.engram.schemas.RegionOfInterest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image to be scored.
 *
 * @param imageId its name in results
 * @param source where its bytes are
 * @param campaign the images that it competes with
 * @param regionsOfInterest parts to be scored by name
 */
public record Submission(
    String imageId,
    Source source,
    Optional<String> campaign,
    List<RegionOfInterest> regionsOfInterest) {

  public Submission {
    regionsOfInterest = List.copyOf(regionsOfInterest);
  }

  /** An image on this machine. */
  public Submission(
      String imageId,
      Path file,
      Optional<String> campaign,
      List<RegionOfInterest> regionsOfInterest) {
    this(imageId, new Source.File(file), campaign, regionsOfInterest);
  }

  /** Its file, if it is on this machine. */
  public Optional<Path> file() {
    return source instanceof Source.File file ? Optional.of(file.path()) : Optional.empty();
  }

  /** Bytes of its file; zero where there is none. */
  public long bytes() {
    return file().map(path -> path.toFile().length()).orElse(0L);
  }
}
