package io.engram.trainer.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a training runs on.
 *
 * @param device what computes
 * @param cache folder that keeps decoded images from run to run; without one they are decoded into
 *     memory
 */
public record Machine(DeviceChoice device, Optional<Path> cache) {

  /** The processor, and no cache. */
  public static Machine plain() {
    return new Machine(DeviceChoice.CPU, Optional.empty());
  }
}
