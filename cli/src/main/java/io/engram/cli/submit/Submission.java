package io.engram.cli.submit;

import io.engram.schemas.RegionOfInterest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image to be scored.
 *
 * @param imageId its name in results
 * @param file where its bytes are
 * @param campaign the images that it competes with
 * @param regionsOfInterest parts to be scored by name
 */
public record Submission(
    String imageId,
    Path file,
    Optional<String> campaign,
    List<RegionOfInterest> regionsOfInterest) {

  public Submission {
    regionsOfInterest = List.copyOf(regionsOfInterest);
  }
}
