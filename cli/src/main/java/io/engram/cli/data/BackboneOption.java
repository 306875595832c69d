package io.engram.cli.data;

import io.engram.trainer.run.Backbone;
import io.engram.trainer.run.FirstWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of every command that trains networks which may have a backbone. */
public final class BackboneOption {

  @Option(
      names = "--backbone",
      paramLabel = "FILE",
      description =
          "Start the network's backbone from these weights, trained for another purpose: a"
              + " safetensors file with the names of timm's mobilenetv2_100.")
  private Path backbone;

  /** Whether a file is named. */
  public boolean isGiven() {
    return backbone != null;
  }

  /**
   * Reads the file, if one is named.
   *
   * @throws IOException if it cannot be read, or is no safetensors file
   */
  public Optional<FirstWeights> open() throws IOException {
    return isGiven() ? Optional.of(Backbone.open(backbone)) : Optional.empty();
  }
}
