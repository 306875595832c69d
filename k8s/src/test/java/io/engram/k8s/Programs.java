package io.engram.k8s;

import java.io.IOException;
import java.nio.file.Path;

/** Programs that a machine may have. */
final class Programs {
  private Programs() {}

  /** Runs one; its exit status, or -1 where there is no such program. */
  static int run(Path output, String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
