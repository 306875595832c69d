package io.engram.benchmarks.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.engram.benchmarks.child.Child;
import io.engram.benchmarks.child.Machine;
import io.engram.benchmarks.child.Usage;
import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.contender.Contender;
import io.engram.benchmarks.figures.Drain;
import io.engram.cli.console.CommandFailedException;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * A round of a contender that doesn't stream.
 *
 * @param singleImageMillis median time of one image on its own, from its bytes to its regions
 */
public record BareRun(Drain drain, OptionalDouble singleImageMillis) {

  /** Lets it go over as many images as a backlog holds. */
  public static BareRun of(Contender contender, Cast cast, int warmUp, int images)
      throws IOException, CommandFailedException {
    try (Child child = cast.startBare(contender, warmUp, images)) {
      child.next();
      long begin = System.nanoTime();
      Usage before = child.usage();
      Machine idle = Machine.now();
      double batchSize = child.next().get("batchSize").asDouble();
      double seconds = (System.nanoTime() - begin) / 1e9;
      Usage after = child.usage();
      double others = Machine.now().takenByOthersSince(idle);
      var drain =
          new Drain(
              images,
              seconds,
              after.cpuSecondsSince(before),
              after.peakBytes(),
              others,
              batchSize,
              0);
      return new BareRun(
          drain, contender == Contender.BARE ? single(child) : OptionalDouble.empty());
    }
  }

  private static OptionalDouble single(Child child) throws CommandFailedException {
    JsonNode message = child.next();
    return OptionalDouble.of(message.get("singleImageMillis").asDouble());
  }
}
