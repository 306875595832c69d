package io.engram.trainer.dataset;

import java.io.Serial;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** A data set cannot be trained on; the message names it, the reason and the remedy. */
public final class InvalidDatasetException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public InvalidDatasetException(Path dataset, String reason, String remedy) {
    super("%s: %s; %s".formatted(located(dataset), reason, remedy));
  }

  /** A path inside a zip does not name the zip. */
  private static String located(Path path) {
    var system = path.getFileSystem();
    return system.equals(FileSystems.getDefault()) ? path.toString() : system + "!" + path;
  }
}
