package io.engram.cli.models;

import io.engram.cli.console.CommandFailedException;
import io.engram.schemas.ModelRelease;
import io.engram.schemas.releases.Releases;

/** Finds trials by what people call their model. */
final class Trials {
  private Trials() {}

  /**
   * The trial of a model.
   *
   * @throws CommandFailedException if there is none
   */
  static ModelRelease of(String name, Releases releases) throws CommandFailedException {
    return releases
        .trial(name)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    name,
                    "has no version on trial",
                    "Name the model alone, such as mobilenet; engram models list shows trials, and"
                        + " engram models promote MODEL --share 0.1 begins one."));
  }
}
