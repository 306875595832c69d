package io.engram.cli.demo;

import io.engram.cli.console.Console;
import io.engram.cli.creatives.Box;
import io.engram.cli.creatives.Creative;
import io.engram.cli.creatives.Part;
import io.engram.cli.submit.Submission;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.schemas.Bounds;
import io.engram.schemas.RegionOfInterest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The creatives that Engram draws itself, as files to be submitted. */
final class DrawnCreatives {
  private DrawnCreatives() {}

  /** Where the creatives are. */
  static Path folder(Path out) {
    return out.resolve("creatives");
  }

  /** Draws all creatives into {@code out/creatives}. */
  static List<Submission> drawTo(Path out, Console console) throws IOException {
    Path folder = Files.createDirectories(folder(out));
    var png = new PngEncoder();
    var submissions = new ArrayList<Submission>();
    for (Creative creative : Creative.all()) {
      Path file = folder.resolve(creative.fileName());
      Files.write(file, png.encode(creative.draw()));
      submissions.add(
          new Submission(
              creative.fileName(),
              file,
              Optional.of(creative.brand().campaign()),
              Arrays.stream(Part.values()).map(part -> region(creative, part)).toList()));
    }
    console.say("Drew " + submissions.size() + " advertising creatives into " + folder);
    return submissions;
  }

  private static RegionOfInterest region(Creative creative, Part part) {
    Box box = creative.layout().box(part);
    return new RegionOfInterest(
        part.label(), new Bounds(box.left(), box.top(), box.width(), box.height()));
  }
}
