package io.engram.trainer.dataset;

import java.io.Serial;
import java.nio.file.Path;

/** A data set cannot be trained on; the message names it, the reason and the remedy. */
public final class InvalidDatasetException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public InvalidDatasetException(Path dataset, String reason, String remedy) {
    super("%s: %s; %s".formatted(dataset, reason, remedy));
  }
}
